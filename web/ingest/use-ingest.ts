import { useDocumentVisibility } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscribe } from '../api/subscribe.ts';
import { IngestProgress, isUnderWay, type Pulse, pulse } from './queries.ts';

/**
 * The pulse of the server. While an ingest is under way and the page is seen, its progress comes as it is told: a browser
 * keeps six connections to a server, and pages that nobody sees shall hold none of them.
 */
export function usePulse(): Pulse | undefined {
  const queries = useQueryClient();
  const visible = useDocumentVisibility() === 'visible';
  const { data } = useQuery(pulse);
  const watching = visible && isUnderWay(data?.ingest);
  useEffect(() => {
    if (!watching) return;
    const leaving = new AbortController();
    const onData = ({ ingestProgress: ingest }: { ingestProgress: Pulse['ingest'] }) => {
      queries.setQueryData(pulse.queryKey, (before) => before && { ...before, ingest });
      if (!isUnderWay(ingest)) void queries.invalidateQueries({ queryKey: pulse.queryKey });
    };
    // A server that refuses says so to the pulse as well.
    subscribe(IngestProgress, {}, onData, leaving.signal).catch(() => {});
    return () => leaving.abort();
  }, [queries, watching]);
  return data;
}
