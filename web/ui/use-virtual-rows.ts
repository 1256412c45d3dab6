import { useCallback, useEffect, useRef, useState } from 'react';

/** Rows beyond the edges of what is seen that are there already. */
const AHEAD = 12;

/** Which of many rows of one height to show: those in sight of the scrolled container, and some more. */
export function useVirtualRows(count: number, height: number) {
  const container = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 800 });
  const onScroll = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0 } = container.current ?? {};
    setSight({ top: scrollTop, height: clientHeight });
  }, []);
  useEffect(onScroll, [onScroll, count]);

  const start = Math.max(0, Math.floor(sight.top / height) - AHEAD);
  const end = Math.min(count, Math.ceil((sight.top + sight.height) / height) + AHEAD);
  return { container, onScroll, window: { start: Math.min(start, end), end } };
}
