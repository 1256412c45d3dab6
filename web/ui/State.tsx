import { Loader, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { GlyphIcon } from './GlyphIcon.tsx';
import type { Glyph } from './glyphs.ts';
import classes from './states.module.css';

interface StateProps {
  glyph: Glyph;
  title: string;
  tone?: 'quiet' | 'error';
  /** Level of its heading: 1 where there is no other on the page. */
  order?: 1 | 2;
  children?: ReactNode;
}

/** Where an answer would be, says why there is none and what to do. */
export function State({ glyph, title, tone = 'quiet', order = 2, children }: StateProps) {
  return (
    <section className={classes.state} role={tone === 'error' ? 'alert' : 'status'}>
      <span className={classes.mark} data-tone={tone}>
        <GlyphIcon glyph={glyph} size={28} />
      </span>
      <Title order={order} size="h4" className={classes.text}>
        {title}
      </Title>
      <Text component="div" c="dimmed" size="sm" className={classes.text}>
        {children}
      </Text>
    </section>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <section className={classes.state} role="status">
      <Loader size="sm" aria-hidden />
      <Text c="dimmed" size="sm">
        {what}
      </Text>
    </section>
  );
}
