import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.section}>
    <Title order={3} className={classes.sectionTitle}>
      {title}
    </Title>
    {children}
  </section>
);

/** Names and values. */
export const Facts = ({ facts }: { facts: readonly (readonly [string, string])[] }) => (
  <dl className={classes.facts}>
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
