import { useEffect, useRef } from 'react';
import type { ChainLayout, ColumnSpan } from '../layout/types.ts';
import type { Scene } from '../scene/scene.ts';
import classes from './ChainCanvas.module.css';
import type { WatchView } from './watch-view.ts';

/** Px from one column to the next, below which only short headings have room. */
const ROOM = 125;

/** Headings that stay at the top while the canvas moves below them. */
export function ColumnTitles({ scene, layout, watch }: { scene: Scene; layout: ChainLayout; watch: WatchView }) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      watch(({ zoom, pan }) => {
        if (!row.current) return;
        row.current.dataset['short'] = String(narrowest(layout.columns) * zoom < ROOM);
        layout.columns.forEach((span, i) => {
          const title = row.current!.children[i] as HTMLElement;
          title.style.transform = `translateX(${middle(span) * zoom + pan.x}px) translateX(-50%)`;
        });
      }),
    [layout, watch],
  );
  return (
    <div ref={row} className={classes.titles} aria-hidden>
      {layout.columns.map(({ column }) => (
        <span key={column} className={classes.title}>
          <span className={classes.long}>{scene.columns.get(column)?.long}</span>
          <span className={classes.short}>{scene.columns.get(column)?.short}</span>
        </span>
      ))}
    </div>
  );
}

const middle = ({ left, right }: ColumnSpan): number => (left + right) / 2;

const narrowest = (columns: readonly ColumnSpan[]): number =>
  Math.min(...columns.slice(1).map((span, i) => middle(span) - middle(columns[i]!)));
