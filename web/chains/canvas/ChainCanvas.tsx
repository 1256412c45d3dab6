import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Followed } from '../scene/follow.ts';
import { type Canvas, createCanvas, type Picture } from './canvas.ts';
import classes from './ChainCanvas.module.css';
import { CardButtons } from './CardButtons.tsx';
import { ColumnTitles } from './ColumnTitles.tsx';
import { Controls } from './Controls.tsx';
import type { View } from './frame.ts';
import { Legend } from './Legend.tsx';

interface ChainCanvasProps {
  picture: Picture;
  followed: Followed | null;
  /** Card or hop. */
  chosen: string | null;
  /** What the reader should know about the picture. */
  notes?: ReactNode;
  onCard: (id: string) => void;
  onHop: (id: string) => void;
  onNothing: () => void;
}

/** The graph of chains, with what lies over it: headings, legend, controls, and a way through it for the keyboard. */
export default function ChainCanvas({ picture, followed, chosen, notes, ...events }: ChainCanvasProps) {
  const scheme = useComputedColorScheme();
  const surface = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<Canvas | null>(null);
  const watchers = useRef(new Set<(view: View) => void>());
  const onCard = useEffectEvent(events.onCard);
  const onHop = useEffectEvent(events.onHop);
  const onNothing = useEffectEvent(events.onNothing);

  useEffect(() => {
    const made = createCanvas(surface.current!, {
      onCard: (id) => onCard(id),
      onHop: (id) => onHop(id),
      onNothing: () => onNothing(),
      onView: (view) => watchers.current.forEach((watch) => watch(view)),
    });
    setCanvas(made);
    return () => made.destroy();
  }, []);

  useEffect(() => canvas?.show(picture, scheme), [canvas, picture, scheme]);
  useEffect(() => canvas?.follow(followed, chosen), [canvas, followed, chosen]);
  useEffect(() => {
    const hop = picture.scene.hops.find(({ id }) => id === chosen);
    if (hop) canvas?.reveal([hop.from, hop.to]);
    else if (chosen !== null && picture.layout.cards.has(chosen)) canvas?.reveal([chosen, ...(followed?.cards ?? [])]);
  }, [canvas, picture, chosen, followed]);

  const watch = useCallback((watcher: (view: View) => void) => {
    watchers.current.add(watcher);
    return () => void watchers.current.delete(watcher);
  }, []);

  return (
    <div className={classes.frame}>
      <div ref={surface} className={classes.surface} />
      <CardButtons
        scene={picture.scene}
        layout={picture.layout}
        chosen={chosen}
        watch={watch}
        onReach={(id) => canvas?.reveal([id])}
        onPress={events.onCard}
      />
      <ColumnTitles scene={picture.scene} layout={picture.layout} watch={watch} />
      <Legend scene={picture.scene}>{notes}</Legend>
      <Controls onZoom={(factor) => canvas?.zoomBy(factor)} onFit={() => canvas?.fit()} />
    </div>
  );
}
