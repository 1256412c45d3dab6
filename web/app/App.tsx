import { ExplorePage } from '../explore/ExplorePage.tsx';
import { StartPage } from '../start/StartPage.tsx';
import { useRoute } from '../route/use-route.ts';
import { SearchProvider } from '../search/SearchProvider.tsx';
import classes from './app.module.css';
import { Header } from './Header.tsx';
import { Unexpected } from './Unexpected.tsx';

export function App() {
  const { route } = useRoute();
  const asked = route.from !== null || route.to !== null;
  return (
    <SearchProvider>
      <div className={classes.app}>
        <Header />
        <Unexpected>{asked ? <ExplorePage /> : <StartPage />}</Unexpected>
      </div>
    </SearchProvider>
  );
}
