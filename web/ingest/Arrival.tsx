import { CloseButton } from '@mantine/core';
import { useEffect } from 'react';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import classes from './ingest.module.css';
import type { NewGeneration } from './use-new-generation.ts';

/** How long it stands, in milliseconds. */
const STAY = 12_000;

/** Says that what is shown is of a new generation; a live region, so that it is read out. */
export function Arrival({ arrived, dismiss }: { arrived: NewGeneration | null; dismiss: () => void }) {
  useEffect(() => {
    if (arrived === null) return;
    const timer = setTimeout(dismiss, STAY);
    return () => clearTimeout(timer);
  });
  return (
    <div role="status" className={classes.arrival} data-shown={arrived !== null || undefined}>
      {arrived && (
        <>
          <GlyphIcon glyph="check" size={16} />
          <span>
            Generation {arrived.generation} is shown now, loaded {new Date(arrived.loadedAt).toLocaleTimeString()}.
          </span>
          <CloseButton size="sm" aria-label="Hide this" onClick={dismiss} />
        </>
      )}
    </div>
  );
}
