import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { CARD } from '../layout/measures.ts';
import type { ChainLayout } from '../layout/types.ts';
import type { Scene, SceneCard } from '../scene/scene.ts';
import classes from './ChainCanvas.module.css';
import { neighbour } from './neighbour.ts';
import type { WatchView } from './watch-view.ts';

interface CardButtonsProps {
  scene: Scene;
  layout: ChainLayout;
  chosen: string | null;
  watch: WatchView;
  /** The focus came to a card. */
  onReach: (id: string) => void;
  onPress: (id: string) => void;
}

/**
 * A button over each card, without a look of its own and out of the mouse's way: what screen readers read, and where the
 * focus stands. One stop of the Tab key; the arrow keys move on from there.
 */
export function CardButtons({ scene, layout, chosen, watch, onReach, onPress }: CardButtonsProps) {
  const layer = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      watch(({ zoom, pan }) => {
        if (layer.current) layer.current.style.transform = `translate(${pan.x}px, ${pan.y}px) scale(${zoom})`;
      }),
    [watch],
  );

  const [current, setCurrent] = useState<string | null>(null);
  const subject = scene.cards.find((card) => card.subject)!.id;
  const stop = [current, chosen, subject].find((id) => id !== null && layout.cards.has(id));

  const onKeyDown = (event: KeyboardEvent, id: string) => {
    const next = neighbour(layout.cards, id, event.key);
    if (next === null) return;
    event.preventDefault();
    [...layer.current!.querySelectorAll('button')].find((button) => button.dataset['card'] === next)?.focus();
  };

  const cards = useMemo(() => scene.cards.toSorted((a, b) => b.column - a.column), [scene]);
  return (
    <div ref={layer} className={classes.buttons} role="group" aria-label="Principals; the arrow keys move between them">
      {cards.map((card) => {
        const { x, y } = layout.cards.get(card.id)!;
        return (
          <button
            key={card.id}
            type="button"
            data-card={card.id}
            className={classes.card}
            style={{ left: x - CARD.width / 2, top: y - CARD.height / 2, width: CARD.width, height: CARD.height }}
            tabIndex={card.id === stop ? 0 : -1}
            aria-label={spoken(card, scene)}
            aria-pressed={card.id === chosen}
            onFocus={() => {
              setCurrent(card.id);
              onReach(card.id);
            }}
            onClick={() => onPress(card.id)}
            onKeyDown={(event) => onKeyDown(event, card.id)}
          />
        );
      })}
    </div>
  );
}

function spoken(card: SceneCard, { groups, columns }: Scene): string {
  const parts = [card.title, card.subtitle, groups.get(card.group)?.title, columns.get(card.column)?.long];
  if (card.conditional) parts.push('under conditions');
  return parts.filter((part) => part !== undefined).join(', ');
}
