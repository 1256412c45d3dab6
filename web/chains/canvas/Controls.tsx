import { ActionIcon, Tooltip } from '@mantine/core';
import { GlyphIcon } from '../../ui/GlyphIcon.tsx';
import type { Glyph } from '../../ui/glyphs.ts';
import classes from './ChainCanvas.module.css';

export function Controls({ onZoom, onFit }: { onZoom: (factor: number) => void; onFit: () => void }) {
  return (
    <div className={classes.controls}>
      <Control glyph="plus" label="Zoom in" onClick={() => onZoom(1.3)} />
      <Control glyph="minus" label="Zoom out" onClick={() => onZoom(1 / 1.3)} />
      <Control glyph="fit" label="Show all" onClick={onFit} />
    </div>
  );
}

function Control({ glyph, label, onClick }: { glyph: Glyph; label: string; onClick: () => void }) {
  return (
    <Tooltip label={label} position="left">
      <ActionIcon variant="default" size="lg" aria-label={label} onClick={onClick}>
        <GlyphIcon glyph={glyph} />
      </ActionIcon>
    </Tooltip>
  );
}
