import { useEffect, useRef } from 'react';
import type { ChainLayout } from '../layout/types.ts';
import type { Scene } from '../scene/scene.ts';
import classes from './ChainCanvas.module.css';
import type { WatchView } from './watch-view.ts';

/** Headings that stay at the top while the canvas moves below them. */
export function ColumnTitles({ scene, layout, watch }: { scene: Scene; layout: ChainLayout; watch: WatchView }) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      watch(({ zoom, pan }) => {
        layout.columns.forEach((span, i) => {
          const title = row.current?.children[i];
          const middle = ((span.left + span.right) / 2) * zoom + pan.x;
          if (title instanceof HTMLElement) title.style.transform = `translateX(${middle}px) translateX(-50%)`;
        });
      }),
    [layout, watch],
  );
  return (
    <div ref={row} className={classes.titles} aria-hidden>
      {layout.columns.map(({ column }) => (
        <span key={column} className={classes.title}>
          {scene.columns.get(column)}
        </span>
      ))}
    </div>
  );
}
