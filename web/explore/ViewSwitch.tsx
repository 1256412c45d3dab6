import { SegmentedControl } from '@mantine/core';
import { useRoute } from '../route/use-route.ts';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import classes from './explore.module.css';

/** The same answer as a picture or in rows. */
export function ViewSwitch({ graph, table }: { graph: string; table: string }) {
  const { route, change } = useRoute();
  return (
    <SegmentedControl
      size="xs"
      aria-label="View"
      value={route.as}
      onChange={(as) => change({ as: as === 'table' ? 'table' : 'graph' })}
      data={[
        { value: 'graph', label: <Option glyph="chains" text={graph} /> },
        { value: 'table', label: <Option glyph="table" text={table} /> },
      ]}
    />
  );
}

const Option = ({ glyph, text }: { glyph: 'chains' | 'table'; text: string }) => (
  <span className={classes.option}>
    <GlyphIcon glyph={glyph} size={15} />
    {text}
  </span>
);
