import { Anchor, List } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Diagnostic } from '../api/fragments.ts';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import { counted } from '../util/words.ts';
import classes from './explore.module.css';

/** Says that the answer may miss something, and what could not be read. */
export function Incomplete({ diagnostics }: { diagnostics: readonly Diagnostic[] }) {
  const [open, { toggle }] = useDisclosure(false);
  return (
    <div className={classes.notice} role="status">
      <GlyphIcon glyph="warning" size={16} />
      <div>
        <strong>This answer may be incomplete.</strong> {counted(diagnostics.length, 'thing')} could not be read.{' '}
        <Anchor component="button" size="sm" onClick={toggle} aria-expanded={open} underline="always" c="inherit">
          {open ? 'Hide' : 'Show'}
        </Anchor>
        {open && <Diagnostics diagnostics={diagnostics} />}
      </div>
    </div>
  );
}

export const Diagnostics = ({ diagnostics }: { diagnostics: readonly Diagnostic[] }) => (
  <List size="sm" spacing={4} mt="xs" className={classes.diagnostics}>
    {diagnostics.map(({ code, message }, i) => (
      <List.Item key={`${code} ${i}`}>{message}</List.Item>
    ))}
  </List>
);
