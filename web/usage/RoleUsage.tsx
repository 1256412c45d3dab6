import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../explore/Failure.tsx';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { useRoute } from '../route/use-route.ts';
import { Loading, State } from '../ui/State.tsx';
import { counted } from '../util/words.ts';
import { HopUseTable } from './HopUseTable.tsx';
import { hopUses } from './queries.ts';
import { ReducedTrust } from './ReducedTrust.tsx';
import lists from '../ui/lists.module.css';
import classes from './usage.module.css';
import { day } from './words.ts';

/** Who used the hops into one role, and its trust policy without those whom nobody saw. */
export function RoleUsage({ role }: { role: string }) {
  const { route, ask } = useRoute();
  const { data, error, refetch } = useQuery(hopUses(role, route.days));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="Looking who came…" />;
  const { hops, principal } = data;
  const { usage, nodeId } = principal;
  if (usage === null) return <State glyph="search" title="Only roles are assumed" />;
  return (
    <div className={lists.frame} tabIndex={0} role="region" aria-label="Usage of the role">
      <div className={classes.part}>
        <PrincipalLine principal={principal} />
        <p>
          <strong>{counted(usage.used, 'hop')}</strong> used, <strong>{usage.unused.toLocaleString('en')}</strong>{' '}
          unused in the {counted(usage.days, 'day')} to {day(usage.until)}
          {usage.notCovered > 0 && `, ${usage.notCovered.toLocaleString('en')} not covered`}
        </p>
        <Button size="xs" variant="default" onClick={() => ask({ to: nodeId })}>
          Who can reach it?
        </Button>
      </div>
      <HopUseTable hops={hops.edges} targets={false} />
      {hops.edges.length < hops.totalCount && (
        <p className={lists.summary}>The first {hops.edges.length.toLocaleString('en')} are shown.</p>
      )}
      <ReducedTrust role={nodeId} />
    </div>
  );
}
