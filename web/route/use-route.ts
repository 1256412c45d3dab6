import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatRoute, HOME, parseRoute, type Route } from './route.ts';

const MOVED = 'rolereach:moved';

export interface Navigation {
  readonly route: Route;
  /** Changes part of the state, as a new entry of the history. */
  readonly change: (part: Partial<Route>) => void;
  /** Asks another question: everything but the way it is shown starts anew. */
  readonly ask: (question: Partial<Pick<Route, 'from' | 'to'>>) => void;
}

export function useRoute(): Navigation {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const route = useMemo(() => parseRoute(search), [search]);
  const change = useCallback((part: Partial<Route>) => go({ ...parseRoute(location.search), ...part }), []);
  const ask = useCallback(
    (question: Partial<Pick<Route, 'from' | 'to'>>) => go({ ...HOME, as: parseRoute(location.search).as, ...question }),
    [],
  );
  return { route, change, ask };
}

function go(route: Route): void {
  const url = formatRoute(route);
  if (url === location.pathname + location.search) return;
  history.pushState(null, '', url);
  dispatchEvent(new Event(MOVED));
}

function subscribe(onChange: () => void): () => void {
  addEventListener('popstate', onChange);
  addEventListener(MOVED, onChange);
  return () => {
    removeEventListener('popstate', onChange);
    removeEventListener(MOVED, onChange);
  };
}
