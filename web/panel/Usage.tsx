import { Button, Text } from '@mantine/core';
import { HOME } from '../route/route.ts';
import { useRoute } from '../route/use-route.ts';
import { callsText, day } from '../usage/words.ts';
import { counted } from '../util/words.ts';
import classes from './panel.module.css';
import type { Explanation, HopUsage, PrincipalDetails } from './queries.ts';
import { Facts, Section } from './Section.tsx';

/** What logs say of one hop, or of calls where there is none. */
export function UsageOfHop({ usage, verdict }: { usage: HopUsage; verdict: Explanation['verdict'] }) {
  const { allowed, refused, certain, sessions, subjects, sourceIdentities } = usage;
  if (verdict === 'DENIED' && allowed === null && refused === null) return null;
  const facts = [
    ['Sessions', sessions],
    ['Subjects', subjects],
    ['Source identities', sourceIdentities],
  ] as const;
  return (
    <Section title="Used">
      <Text size="sm">{usageSentence(usage, verdict)}</Text>
      {!certain && <Text size="sm">By this principal, or by another that the log does not tell from it.</Text>}
      {refused && <Text size="sm">Refused {callsText(refused)}.</Text>}
      <Facts
        facts={facts.filter(([, names]) => names.length > 0).map(([name, names]) => [name, names.join(', ')] as const)}
      />
    </Section>
  );
}

function usageSentence({ status, allowed, days, until }: HopUsage, verdict: Explanation['verdict']): string {
  if (verdict === 'DENIED') {
    return allowed === null
      ? 'Nobody came this way.'
      : `Used ${callsText(allowed)}, though the policies of the snapshot do not allow it: they have changed since, or this is something to look at.`;
  }
  if (allowed !== null && status === 'USED') return `Used ${callsText(allowed)}; first ${day(allowed.first)}.`;
  const last = allowed === null ? '' : ` It was used before, last on ${day(allowed.last)}.`;
  return status === 'UNUSED'
    ? `Nobody used it in the ${counted(days, 'day')} to ${day(until)}.${last}`
    : `No log tells whether it was used in all of the ${counted(days, 'day')} to ${day(until)}.${last}`;
}

/** How much of what leads into a role was used. */
export function UsageOfRole({ role, usage }: { role: string; usage: NonNullable<PrincipalDetails['usage']> }) {
  const { change } = useRoute();
  const { used, unused, notCovered, withoutHop, refused, days, until } = usage;
  const facts = [
    ['Hops used', used],
    ['Unused', unused],
    ['Not covered', notCovered],
    ['Used without a hop', withoutHop],
    ['Refused callers', refused],
  ] as const;
  return (
    <Section title={`Used in the ${counted(days, 'day')} to ${day(until)}`}>
      <Facts
        facts={facts
          .filter(([name, count]) => count > 0 || name === 'Hops used')
          .map(([name, count]) => [name, count.toLocaleString('en')] as const)}
      />
      <div className={classes.questions}>
        <Button size="xs" variant="default" mt={8} onClick={() => change({ ...HOME, usage: true, to: role })}>
          By whom, and what is not needed
        </Button>
      </div>
    </Section>
  );
}
