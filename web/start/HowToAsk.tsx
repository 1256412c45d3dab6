import { Anchor, Text, Title } from '@mantine/core';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import type { Glyph } from '../ui/glyphs.ts';
import classes from './start.module.css';

const QUESTIONS: readonly { glyph: Glyph; title: string; text: string }[] = [
  {
    glyph: 'chains',
    title: 'Who can reach a role?',
    text: 'Open the role: its sources stand at the left, one column a hop.',
  },
  {
    glyph: 'outside',
    title: 'What can it reach?',
    text: 'Open a user, a service or someone from outside: the roles it can come to.',
  },
  {
    glyph: 'path',
    title: 'By which path?',
    text: 'Fill in both ends: the best paths between them, or why there is none.',
  },
];

export const HowToAsk = ({ cypher }: { cypher: boolean }) => (
  <section aria-label="How to ask">
    <div className={classes.questions}>
      {QUESTIONS.map(({ glyph, title, text }) => (
        <div key={title} className={classes.question}>
          <GlyphIcon glyph={glyph} size={22} />
          <div>
            <Title order={2} className={classes.cardTitle}>
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          </div>
        </div>
      ))}
    </div>
    <Text size="sm" c="dimmed" mt="md">
      The same answers come from <Anchor href="/graphiql">GraphQL</Anchor>
      {cypher ? ', from Cypher on the graph database,' : ''} and on the command line: <code>npx rolereach --help</code>.
    </Text>
  </section>
);
