import { useMemo } from 'react';
import { layoutChains } from '../chains/layout/layout.ts';
import { LazyChainCanvas } from '../chains/LazyChainCanvas.tsx';
import { followPath } from '../chains/scene/follow.ts';
import { pathScene } from '../chains/scene/path-scene.ts';
import { graphOf, hopId } from '../chains/scene/scene.ts';
import { useRoute } from '../route/use-route.ts';
import type { PathsAnswer } from './queries.ts';

/** All paths in one picture, the chosen one followed. */
export function PathsGraph({ answer }: { answer: PathsAnswer }) {
  const { route, change } = useRoute();
  const { selection } = route;
  const picture = useMemo(() => {
    const scene = pathScene(answer.from, answer.to, answer.paths);
    return { scene, layout: layoutChains(graphOf(scene)), direction: 'from' as const, question: 'paths' };
  }, [answer]);
  const path = answer.paths[route.path] ?? answer.paths[0]!;
  const followed = useMemo(() => followPath(picture.scene, path.hops), [picture, path]);
  const chosen = selection?.kind === 'hop' ? hopId(selection.from, selection.to) : (selection?.id ?? null);

  function onHop(id: string): void {
    const { from, to } = picture.scene.hops.find((hop) => hop.id === id)!;
    change({ selection: { kind: 'hop', from, to } });
  }

  return (
    <LazyChainCanvas
      picture={picture}
      followed={followed}
      chosen={chosen}
      onCard={(id) => change({ selection: { kind: 'principal', id } })}
      onHop={onHop}
      onNothing={() => selection && change({ selection: null })}
    />
  );
}
