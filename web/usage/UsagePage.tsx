import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../explore/Failure.tsx';
import { Workbench } from '../explore/Workbench.tsx';
import { SelectionPanel } from '../panel/SelectionPanel.tsx';
import { useRoute } from '../route/use-route.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { Loading, State } from '../ui/State.tsx';
import { counted } from '../util/words.ts';
import { type UsageSummary, usageSummary } from './queries.ts';
import { RolesInUse } from './RolesInUse.tsx';
import { RoleUsage } from './RoleUsage.tsx';
import { UnusedHops } from './UnusedHops.tsx';
import lists from '../ui/lists.module.css';
import { UsageFilters } from './UsageFilters.tsx';
import { UsesToLookAt } from './UsesToLookAt.tsx';
import { day } from './words.ts';

/** What of all that is possible was used, as logs of CloudTrail tell. */
export function UsagePage() {
  const { route } = useRoute();
  return (
    <Workbench
      bar={
        <>
          <PageTitle title="Usage" />
          <Title order={1} className={lists.title}>
            Usage
          </Title>
          <UsageFilters />
        </>
      }
      panel={<SelectionPanel ends={{ from: null, to: null }} hops={[]} diagnostics={[]} />}
    >
      <Content key={route.to} />
    </Workbench>
  );
}

function Content() {
  const { route } = useRoute();
  const { data, error, refetch } = useQuery(usageSummary(route.days));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what="Adding up what was used…" />;
  if (data === null)
    return (
      <State glyph="search" title="No logs of CloudTrail were read">
        Give some with <code>rolereach ingest --cloudtrail AWSLogs/</code>, on top of the snapshot that is there.
      </State>
    );
  if (route.to !== null) return <RoleUsage role={route.to} />;
  return (
    <>
      <p className={lists.summary}>
        <strong>{counted(data.usedCount, 'hop')}</strong> used, <strong>{data.unusedCount.toLocaleString('en')}</strong>{' '}
        unused in the {counted(data.days, 'day')} to {day(data.until)}
        <span className={lists.dimmed}>{leftOpen(data)}</span>
      </p>
      {route.show === 'roles' && <RolesInUse />}
      {route.show === 'unused' && <UnusedHops />}
      {route.show === 'look' && <UsesToLookAt />}
    </>
  );
}

function leftOpen({ notCoveredCount, accounts, exact }: UsageSummary): string {
  const young = accounts.filter(({ covered }) => !covered).map(({ account, accountId }) => account?.name ?? accountId);
  const shown = young.slice(0, 3).join(', ') + (young.length > 3 ? ', …' : '');
  return [
    notCoveredCount > 0 ? ` · ${notCoveredCount.toLocaleString('en')} not covered` : '',
    young.length > 0 ? ` · logs too short: ${shown}` : '',
    exact ? '' : ' · counts may be too high',
  ].join('');
}
