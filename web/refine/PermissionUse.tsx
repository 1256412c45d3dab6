import { Alert, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Section } from '../panel/Section.tsx';
import { DocumentDiff } from '../policy/DocumentDiff.tsx';
import { explainError } from '../ui/explain-error.ts';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import { counted } from '../util/words.ts';
import { refinement, type PolicyReduction, type Refinement } from './queries.ts';
import classes from './refine.module.css';
import { Services } from './Services.tsx';
import { countsText, proofText, sumOf, whatToDo } from './words.ts';

/** What a role uses of what it may do, and its policies without the rest; looked at when it is opened. */
export function PermissionUse({ role }: { role: string }) {
  const [open, { toggle }] = useDisclosure(false);
  return (
    <Section title="Permissions and their use">
      <UnstyledButton className={classes.toggle} onClick={toggle} aria-expanded={open} data-open={open || undefined}>
        <GlyphIcon glyph="down" size={14} />
        {open ? 'Hide what it uses' : 'What does it use of what it may do?'}
      </UnstyledButton>
      {open && <Refined role={role} />}
    </Section>
  );
}

function Refined({ role }: { role: string }) {
  const { data, error } = useQuery(refinement(role));
  if (error) return <Text size="sm">{explainError(error)}</Text>;
  if (!data) return <Skeleton height={160} />;
  const { actionCounts, serviceCounts, known, services, policies, notes } = data;
  return (
    <div className={classes.refined}>
      <Text size="sm">
        It may call {counted(sumOf(actionCounts), 'action')} of {counted(sumOf(serviceCounts), 'service')}
        {known && sumOf(actionCounts) > 0 && `; in the last 400 days: ${countsText(actionCounts)}`}.
      </Text>
      {notes.map((note) => (
        <Text key={note} size="sm" className={classes.note}>
          {note}
        </Text>
      ))}
      {known && <Services services={services} />}
      {policies.map((policy) => (
        <Reduction key={policy.policyId} policy={policy} />
      ))}
      <Proven proof={data.proof} />
    </div>
  );
}

function Reduction({ policy }: { policy: PolicyReduction }) {
  const { name, before, after, outcome, notTracked } = policy;
  return (
    <div>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="sm">{whatToDo(policy)}</Text>
      {(outcome === 'REDUCED' || outcome === 'DETACH') && (
        <DocumentDiff name={name} before={before} after={after ?? ''} />
      )}
      {outcome === 'REDUCED' && notTracked.length > 0 && (
        <Text size="xs" c="dimmed" className={classes.kept}>
          Kept, as nobody tracks the use of: {notTracked.map(({ text }) => text).join(', ')}
        </Text>
      )}
    </div>
  );
}

function Proven({ proof }: Pick<Refinement, 'proof'>) {
  if (proof === null) return null;
  if (!proof.holds) return <Alert color="red">{proofText(proof)}</Alert>;
  return (
    <Text size="sm" className={classes.proven}>
      <GlyphIcon glyph="check" size={14} /> {proofText(proof)}
    </Text>
  );
}
