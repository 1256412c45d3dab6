import { Anchor } from '@mantine/core';
import { useMemo } from 'react';
import { bundled } from '../chains/scene/bundles.ts';
import { followSelection, selectedHop } from '../chains/scene/follow.ts';
import { reachScene } from '../chains/scene/reach-scene.ts';
import { graphOf } from '../chains/scene/scene.ts';
import { layoutChains } from '../chains/layout/layout.ts';
import { LazyChainCanvas } from '../chains/LazyChainCanvas.tsx';
import { useRoute } from '../route/use-route.ts';
import { counted } from '../util/words.ts';
import type { ReachAnswer, ReachQuestion } from './queries.ts';

/** The answer as chains. */
export function ReachGraph({ answer, question }: { answer: ReachAnswer; question: ReachQuestion }) {
  const { route, change } = useRoute();
  const { direction } = question;
  const { detours, outside, open, selection } = route;

  const { scene: everyone, hiddenDetours } = useMemo(
    () => reachScene(answer.target, answer.edges, answer.hops.items, { direction, detours, outside }),
    [answer, direction, detours, outside],
  );
  const openKeys = open.join(' ');
  const scene = useMemo(() => bundled(everyone, openKeys.split(' ')), [everyone, openKeys]);
  const picture = useMemo(
    () => ({ scene, layout: layoutChains(graphOf(scene)), direction, question: JSON.stringify([question, outside]) }),
    [scene, direction, question, outside],
  );
  const followed = useMemo(() => followSelection(scene, selection, direction), [scene, selection, direction]);
  const chosen = chosenElement();

  function chosenElement(): string | null {
    if (selection?.kind === 'principal') return scene.cardOf.get(selection.id) ?? null;
    return selection ? (selectedHop(scene, selection.from, selection.to)?.id ?? null) : null;
  }

  function onHop(id: string): void {
    const hop = scene.hops.find((candidate) => candidate.id === id)!;
    const [only, ...more] = hop.members;
    if (more.length === 0) change({ selection: { kind: 'hop', ...only! } });
    else change({ open: [...open, ...[hop.from, hop.to].filter((card) => isBundle(card))] });
  }

  const isBundle = (card: string) => scene.cards.some(({ id, bundle }) => id === card && bundle !== null);

  return (
    <LazyChainCanvas
      notes={<PictureNotes answer={answer} hiddenDetours={hiddenDetours} />}
      picture={picture}
      followed={followed}
      chosen={chosen}
      onCard={(id) => change(isBundle(id) ? { open: [...open, id] } : { selection: { kind: 'principal', id } })}
      onHop={onHop}
      onNothing={() => selection && change({ selection: null })}
    />
  );
}

/** What the picture leaves out. */
function PictureNotes({ answer, hiddenDetours }: { answer: ReachAnswer; hiddenDetours: number }) {
  const { route, change } = useRoute();
  const { edges, totalCount, hops } = answer;
  return (
    <>
      {edges.length < totalCount && (
        <span>
          Showing the nearest {edges.length.toLocaleString('en')} of {totalCount.toLocaleString('en')}; the table holds
          all.
        </span>
      )}
      {hops.items.length < hops.totalCount && (
        <span>{(hops.totalCount - hops.items.length).toLocaleString('en')} hops between them are not drawn.</span>
      )}
      {route.used && hops.items.length > 0 && hops.items.every(({ usage }) => usage === null) && (
        <span>No logs of CloudTrail were read: give some with ingest --cloudtrail.</span>
      )}
      {(hiddenDetours > 0 || route.detours) && (
        <Note
          text={route.detours ? 'Detours are shown.' : detourText(hiddenDetours)}
          action={route.detours ? 'Hide' : 'Show'}
          onAction={() => change({ detours: !route.detours })}
        />
      )}
      {route.open.length > 0 && (
        <Note text={`${route.open.length} opened.`} action="Close all" onAction={() => change({ open: [] })} />
      )}
    </>
  );
}

const detourText = (count: number): string =>
  `${counted(count, 'hop')} that ${count === 1 ? 'brings nobody nearer is' : 'bring nobody nearer are'} hidden.`;

const Note = ({ text, action, onAction }: { text: string; action: string; onAction: () => void }) => (
  <span>
    {text}{' '}
    <Anchor component="button" size="xs" underline="always" onClick={onAction}>
      {action}
    </Anchor>
  </span>
);
