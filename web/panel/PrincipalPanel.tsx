import { Button, CopyButton, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Diagnostic, Hop } from '../api/fragments.ts';
import { Diagnostics } from '../explore/Incomplete.tsx';
import { displayName, isOutside, kindName } from '../principal/describe.ts';
import { OutsideBadge, PrincipalTile } from '../principal/PrincipalLine.tsx';
import { PermissionUse } from '../refine/PermissionUse.tsx';
import { useRoute } from '../route/use-route.ts';
import { explainError } from '../ui/explain-error.ts';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import { AccessByAccount, Capabilities, hasOwnSide } from './Access.tsx';
import { AttachedPolicies } from './AttachedPolicies.tsx';
import { HopsOf } from './HopsOf.tsx';
import classes from './panel.module.css';
import { principalFacts } from './principal-facts.tsx';
import { principalDetails, type PrincipalDetails } from './queries.ts';
import type { Ends } from './SelectionPanel.tsx';
import { Facts, Section } from './Section.tsx';
import { findingFact } from './finding-fact.ts';
import { UsageOfRole } from './Usage.tsx';

interface PrincipalPanelProps {
  id: string;
  ends: Ends;
  hops: readonly Hop[];
  diagnostics: readonly Diagnostic[];
}

export function PrincipalPanel({ id, ends, hops, diagnostics }: PrincipalPanelProps) {
  const { data: principal, error } = useQuery(principalDetails(id));
  if (error) return <Text size="sm">{explainError(error)}</Text>;
  if (!principal) return <Skeleton height={240} />;
  const facts = principalFacts(principal);
  const own = diagnostics.filter((diagnostic) => diagnostic.principalId === id);
  return (
    <Stack gap="lg">
      <Identity principal={principal} />
      <Questions principal={principal} ends={ends} />
      {own.length > 0 && (
        <Section title="What could not be read">
          <Diagnostics diagnostics={own} />
        </Section>
      )}
      <HopsOf id={id} hops={hops} />
      {principal.usage && <UsageOfRole role={principal.nodeId} usage={principal.usage} />}
      <AccessByAccount principal={principal} />
      {facts.length > 0 && (
        <Section title="What it is">
          <Facts facts={facts} />
        </Section>
      )}
      {principal.findings.length > 0 && (
        <Section title="Access Analyzer says">
          <Facts facts={principal.findings.map(findingFact)} />
        </Section>
      )}
      {principal.tags.length > 0 && (
        <Section title="Tags">
          <Facts facts={principal.tags.map(({ key, value }) => [key, value === '' ? '(empty)' : value])} />
        </Section>
      )}
      {hasOwnSide(principal) && <Capabilities principal={principal} />}
      {principal.kind === 'ROLE' && <PermissionUse key={id} role={id} />}
      {principal.policies.length > 0 && (
        <Section title="Policies">
          <AttachedPolicies policies={principal.policies} />
        </Section>
      )}
    </Stack>
  );
}

function Identity({ principal }: { principal: PrincipalDetails }) {
  return (
    <div className={classes.identity}>
      <PrincipalTile principal={principal} />
      <div className={classes.names}>
        <Title order={3} className={classes.name}>
          {displayName(principal)}
        </Title>
        <Text size="sm" c="dimmed">
          {kindName(principal)} {isOutside(principal) && <OutsideBadge />}
        </Text>
        <CopyButton value={principal.nodeId}>
          {({ copied, copy }) => (
            <UnstyledButton className={classes.arn} onClick={copy} aria-label={`Copy ${principal.nodeId}`}>
              <span>{principal.nodeId}</span>
              <GlyphIcon glyph={copied ? 'check' : 'copy'} size={14} />
            </UnstyledButton>
          )}
        </CopyButton>
      </div>
    </div>
  );
}

/** What can be asked about it from here. */
function Questions({ principal: { nodeId, kind }, ends: { from, to } }: { principal: PrincipalDetails; ends: Ends }) {
  const { ask } = useRoute();
  const isRole = kind === 'ROLE';
  const questions = [
    { text: 'Who can reach it?', asked: { to: nodeId }, open: isRole && !(to === nodeId && from === null) },
    { text: 'What can it reach?', asked: { from: nodeId }, open: !(from === nodeId && to === null) },
    {
      text: 'Its paths to the target',
      asked: { from: nodeId, to },
      open: to !== null && from === null && to !== nodeId,
    },
    {
      text: 'The paths to it',
      asked: { from, to: nodeId },
      open: isRole && from !== null && to === null && from !== nodeId,
    },
  ];
  return (
    <div className={classes.questions}>
      {questions
        .filter((question) => question.open)
        .map(({ text, asked }) => (
          <Button key={text} size="xs" variant="default" onClick={() => ask(asked)}>
            {text}
          </Button>
        ))}
    </div>
  );
}
