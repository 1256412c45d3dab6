import { Title } from '@mantine/core';
import { Workbench } from '../explore/Workbench.tsx';
import { SelectionPanel } from '../panel/SelectionPanel.tsx';
import { useRoute } from '../route/use-route.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import lists from '../ui/lists.module.css';
import { ExternalFilters } from './ExternalFilters.tsx';
import { Findings } from './Findings.tsx';
import { ReachableRoles } from './ReachableRoles.tsx';

/** What is reachable from outside the zone of trust, and what Access Analyzer says of it. */
export function ExternalPage() {
  const { route } = useRoute();
  return (
    <Workbench
      bar={
        <>
          <PageTitle title="External access" />
          <Title order={1} className={lists.title}>
            External access
          </Title>
          <ExternalFilters />
        </>
      }
      panel={<SelectionPanel ends={{ from: null, to: null }} hops={[]} diagnostics={[]} />}
    >
      {route.compare ? <Findings /> : <ReachableRoles />}
    </Workbench>
  );
}
