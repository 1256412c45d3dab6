import { PathsView } from '../paths/PathsView.tsx';
import { ReachView } from '../reach/ReachView.tsx';
import { reachQuestion } from '../reach/queries.ts';
import { useRoute } from '../route/use-route.ts';

/** The question that the URL asks: one principal and who reaches it or whom it reaches, or the paths between two. */
export function ExplorePage() {
  const { route } = useRoute();
  const { from, to } = route;
  if (from !== null && to !== null) return <PathsView key={`${from} ${to}`} from={from} to={to} />;
  const { subject, direction } = reachQuestion(route);
  return <ReachView key={`${direction} ${subject}`} />;
}
