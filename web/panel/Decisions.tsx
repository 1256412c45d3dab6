import { Anchor, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { CheckedPolicy } from '../policy/CheckedPolicy.tsx';
import { groupBy } from '../util/collections.ts';
import { counted } from '../util/words.ts';
import { partOf, sentenceOf } from './decision-words.ts';
import classes from './panel.module.css';
import type { Decision, Explanation } from './queries.ts';
import { SIDE_NAMES, SIDES } from './sides.ts';

interface DecisionsProps {
  decisions: readonly Decision[];
  verdict: Explanation['verdict'];
}

/** Each policy's part in a hop. What had no say in one that exists is folded away. */
export function Decisions({ decisions, verdict }: DecisionsProps) {
  const [open, { toggle }] = useDisclosure(false);
  const decisive = decisions.filter((decision) => isDecisive(decision, verdict));
  const rest = decisions.filter((decision) => !decisive.includes(decision));
  return (
    <Stack gap="md">
      <Policies decisions={decisive} />
      {rest.length > 0 && (
        <Anchor component="button" size="sm" ta="left" underline="always" onClick={toggle} aria-expanded={open}>
          {open ? 'Less' : `Also looked at ${counted(rest.length, 'more statement')}`}
        </Anchor>
      )}
      {open && <Policies decisions={rest} />}
    </Stack>
  );
}

/** Of a hop: the statements that apply, or may. Of none: what denies it, or is missing. */
const isDecisive = ({ matched, effect }: Decision, verdict: Explanation['verdict']): boolean =>
  verdict === 'DENIED' ? effect !== 'ALLOW' || matched !== true : matched !== false;

function Policies({ decisions }: { decisions: readonly Decision[] }) {
  const policies = [...groupBy(decisions, ({ side, policyId }) => `${side} ${policyId}`)];
  const inOrder = policies.toSorted(([, [a]], [, [b]]) => SIDES.indexOf(a!.side) - SIDES.indexOf(b!.side));
  return inOrder.map(([key, parts]) => <PolicyPart key={key} decisions={parts} />);
}

/** One policy: what its statements do here, and these statements in it. */
function PolicyPart({ decisions }: { decisions: readonly Decision[] }) {
  const { side, policy, policyId } = decisions[0]!;
  const name = policy && policy.kind !== 'TRUST' ? policy.name : null;
  const statements = decisions.flatMap(({ statement }) => (statement === null ? [] : [statement]));
  // A service control policy that hangs at several levels decides the same at each.
  const sentences = new Map(decisions.map((decision) => [sentenceOf(decision), partOf(decision)]));
  return (
    <article className={classes.part}>
      <h4 className={classes.partTitle} title={policyId ?? undefined}>
        {SIDE_NAMES[side]}
        {name && <span>{name}</span>}
      </h4>
      <ul className={classes.whys}>
        {[...sentences].map(([sentence, part]) => (
          <li key={sentence} data-part={part}>
            {sentence}
          </li>
        ))}
      </ul>
      {policy && statements.length > 0 && (
        <CheckedPolicy
          id={policy.id}
          side={side}
          name={policy.name}
          document={policy.document}
          highlight={statements}
        />
      )}
    </article>
  );
}
