import { Text, UnstyledButton } from '@mantine/core';
import type { Hop } from '../api/fragments.ts';
import { VerdictBadge } from '../principal/VerdictBadge.tsx';
import { useRoute } from '../route/use-route.ts';
import classes from './panel.module.css';
import { Section } from './Section.tsx';
import { shortName } from './short-name.ts';

const SHOWN = 12;

/** The hops of a principal in the current picture, each a way to its evidence. */
export function HopsOf({ id, hops }: { id: string; hops: readonly Hop[] }) {
  return (
    <>
      <HopList title="Can assume" hops={hops.filter((hop) => hop.from.nodeId === id)} other="to" />
      <HopList title="Can be assumed by" hops={hops.filter((hop) => hop.to.nodeId === id)} other="from" />
    </>
  );
}

function HopList({ title, hops, other }: { title: string; hops: readonly Hop[]; other: 'from' | 'to' }) {
  const { change } = useRoute();
  if (hops.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={classes.hops}>
        {hops.slice(0, SHOWN).map((hop) => (
          <li key={`${hop[other].nodeId} ${hop.action}`}>
            <UnstyledButton
              className={classes.hop}
              onClick={() => change({ selection: { kind: 'hop', from: hop.from.nodeId, to: hop.to.nodeId } })}
            >
              <span className={classes.hopName} title={hop[other].nodeId}>
                {shortName(hop[other].nodeId)}
              </span>
              <VerdictBadge verdict={hop.verdict} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {hops.length > SHOWN && (
        <Text size="xs" c="dimmed" mt={4}>
          and {(hops.length - SHOWN).toLocaleString('en')} more in the picture
        </Text>
      )}
    </Section>
  );
}
