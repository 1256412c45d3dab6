import { List, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Hop, Principal } from '../api/fragments.ts';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { VerdictBadge } from '../principal/VerdictBadge.tsx';
import { useRoute } from '../route/use-route.ts';
import { TakeAwayButton } from '../resolution/TakeAwayButton.tsx';
import { explainError } from '../ui/explain-error.ts';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import { Decisions } from './Decisions.tsx';
import classes from './panel.module.css';
import { hopExplanation, type Explanation } from './queries.ts';
import { Section } from './Section.tsx';
import { UsageOfHop } from './Usage.tsx';

interface HopPanelProps {
  from: string;
  to: string;
  hops: readonly Hop[];
}

/** Why one principal can assume a role, or why it cannot: the conditions, and each statement's part. */
export function HopPanel({ from, to, hops }: HopPanelProps) {
  const { data: explanation, error } = useQuery(hopExplanation(from, to));
  if (error) return <Text size="sm">{explainError(error)}</Text>;
  if (!explanation) return <Skeleton height={240} />;
  const hop = hops.find((each) => each.from.nodeId === from && each.to.nodeId === to);
  return (
    <Stack gap="lg">
      <Ends explanation={explanation} />
      <HopExplanation explanation={explanation} hop={hop} />
      {explanation.verdict !== 'DENIED' && <TakeAwayButton cut={{ from, to }} />}
    </Stack>
  );
}

interface HopExplanationProps {
  explanation: Explanation;
  /** The hop as the graph has it, where it exists. */
  hop?: Hop | undefined;
}

export function HopExplanation({ explanation, hop }: HopExplanationProps) {
  const { verdict, action, conditions, decisions } = explanation;
  return (
    <>
      <div>
        <VerdictBadge verdict={verdict} />
        <Text size="sm" mt={4}>
          {VERDICT_SENTENCES[verdict]}
        </Text>
        {conditions.length > 0 && <Sentences sentences={conditions} />}
        <Text size="xs" c="dimmed" mt={8}>
          By {action}
          {hop && MECHANISMS[hop.mechanism] ? `: ${MECHANISMS[hop.mechanism]}` : ''}.
        </Text>
      </div>
      {hop && hop.notes.length > 0 && (
        <Section title="Worth knowing">
          <Sentences sentences={hop.notes} />
        </Section>
      )}
      {explanation.usage && <UsageOfHop usage={explanation.usage} verdict={verdict} />}
      <Section title={verdict === 'DENIED' ? 'Why not' : 'Why'}>
        <Decisions decisions={decisions} verdict={verdict} />
      </Section>
    </>
  );
}

function Sentences({ sentences, className }: { sentences: readonly string[]; className?: string | undefined }) {
  return (
    <List size="sm" mt={6} className={className}>
      {sentences.map((sentence) => (
        <List.Item key={sentence}>{sentence}</List.Item>
      ))}
    </List>
  );
}

const VERDICT_SENTENCES: Readonly<Record<Explanation['verdict'], string>> = {
  ALLOWED: 'This hop holds whatever the context of the request is.',
  CONDITIONAL: 'This hop holds under conditions, all of them together:',
  DENIED: 'No context makes this hop hold.',
};

const MECHANISMS: Readonly<Record<string, string>> = {
  'trust-exact': 'the trust policy names it',
  'trust-account': 'the trust policy names its account, which delegates to the account’s own policies',
  'trust-public': 'the trust policy names everyone',
  'trust-service': 'the trust policy names the service',
  'trust-federated': 'the trust policy names its identity provider',
};

function Ends({ explanation: { from, to } }: { explanation: Explanation }) {
  return (
    <div className={classes.ends}>
      <EndButton principal={from} />
      <GlyphIcon glyph="down" size={16} />
      <EndButton principal={to} />
    </div>
  );
}

function EndButton({ principal }: { principal: Principal }) {
  const { change } = useRoute();
  return (
    <UnstyledButton
      className={classes.endButton}
      onClick={() => change({ selection: { kind: 'principal', id: principal.nodeId } })}
    >
      <PrincipalLine principal={principal} />
    </UnstyledButton>
  );
}
