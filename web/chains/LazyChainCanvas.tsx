import { lazy, Suspense } from 'react';
import { Loading } from '../ui/State.tsx';
import type ChainCanvas from './canvas/ChainCanvas.tsx';

const Canvas = lazy(() => import('./canvas/ChainCanvas.tsx'));

/** The canvas and what draws on it are loaded with the first picture. */
export const LazyChainCanvas = (props: Parameters<typeof ChainCanvas>[0]) => (
  <Suspense fallback={<Loading what="Drawing…" />}>
    <Canvas {...props} />
  </Suspense>
);
