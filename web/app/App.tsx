import { ExplorePage } from '../explore/ExplorePage.tsx';
import { ExternalPage } from '../external/ExternalPage.tsx';
import { StartPage } from '../start/StartPage.tsx';
import { UsagePage } from '../usage/UsagePage.tsx';
import { Arrival } from '../ingest/Arrival.tsx';
import { usePulse } from '../ingest/use-ingest.ts';
import { useNewGeneration } from '../ingest/use-new-generation.ts';
import { useRoute } from '../route/use-route.ts';
import { ResolutionDialog } from '../resolution/ResolutionDialog.tsx';
import { SearchProvider } from '../search/SearchProvider.tsx';
import classes from './app.module.css';
import { Header } from './Header.tsx';
import { Unexpected } from './Unexpected.tsx';

export function App() {
  const pulse = usePulse();
  const { arrived, dismiss } = useNewGeneration(pulse);
  return (
    <SearchProvider>
      <div className={classes.app}>
        <Header pulse={pulse} />
        <Unexpected>
          <Page />
        </Unexpected>
        <ResolutionDialog />
        <Arrival arrived={arrived} dismiss={dismiss} />
      </div>
    </SearchProvider>
  );
}

function Page() {
  const { route } = useRoute();
  if (route.external) return <ExternalPage />;
  if (route.usage) return <UsagePage />;
  return route.from !== null || route.to !== null ? <ExplorePage /> : <StartPage />;
}
