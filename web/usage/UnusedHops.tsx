import { useQuery } from '@tanstack/react-query';
import { Failure } from '../explore/Failure.tsx';
import { useRoute } from '../route/use-route.ts';
import { Loading, State } from '../ui/State.tsx';
import { HopUseTable } from './HopUseTable.tsx';
import { unusedHops } from './queries.ts';
import lists from '../ui/lists.module.css';

/** Every hop that nobody used, by role. */
export function UnusedHops() {
  const { route } = useRoute();
  const { data, error, refetch } = useQuery(unusedHops(route.days));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="Looking for what nobody used…" />;
  if (data.edges.length === 0) return <State glyph="check" title="No hop is known to be unused" />;
  return (
    <div className={lists.frame} tabIndex={0} role="region" aria-label="Unused hops">
      <HopUseTable hops={data.edges} targets />
      {data.edges.length < data.totalCount && (
        <p className={lists.summary}>
          The first {data.edges.length.toLocaleString('en')} of {data.totalCount.toLocaleString('en')} are shown; the
          command line and GraphQL have all.
        </p>
      )}
    </div>
  );
}
