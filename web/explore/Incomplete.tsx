import { Alert, Anchor, List } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Diagnostic } from '../api/fragments.ts';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import classes from './explore.module.css';

/** Says that the answer may miss something, and what could not be read. */
export function Incomplete({ diagnostics }: { diagnostics: readonly Diagnostic[] }) {
  const [open, { toggle }] = useDisclosure(false);
  const things = diagnostics.length === 1 ? 'One thing' : `${diagnostics.length} things`;
  return (
    <Alert
      color="yellow"
      className={classes.notice}
      icon={<GlyphIcon glyph="warning" />}
      title="This answer may be incomplete"
    >
      {things} could not be read as AWS reads it.{' '}
      <Anchor component="button" size="sm" onClick={toggle} aria-expanded={open} underline="always" c="inherit">
        {open ? 'Hide' : 'Show what'}
      </Anchor>
      {open && <Diagnostics diagnostics={diagnostics} />}
    </Alert>
  );
}

export const Diagnostics = ({ diagnostics }: { diagnostics: readonly Diagnostic[] }) => (
  <List size="sm" spacing={4} mt="xs" className={classes.diagnostics}>
    {diagnostics.map(({ code, message }, i) => (
      <List.Item key={`${code} ${i}`}>{message}</List.Item>
    ))}
  </List>
);
