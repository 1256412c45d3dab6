import { Anchor, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Diagnostics } from '../explore/Incomplete.tsx';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import classes from './start.module.css';
import type { Status } from './queries.ts';

interface OrganizationProps {
  status: Status;
  generation: NonNullable<Status['generation']>;
}

/** What is loaded, in numbers. */
export function Organization({ status, generation }: OrganizationProps) {
  const numbers = [
    [generation.accounts, 'accounts'],
    [generation.principals, 'principals'],
    [generation.roles, 'roles'],
    [generation.edges, 'hops'],
  ] as const;
  return (
    <section className={classes.card} aria-label="What is loaded">
      <dl className={classes.numbers}>
        {numbers.map(([count, name]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed">
        {status.organizationId ? `Organization ${status.organizationId}` : 'No organization file was given'}, loaded{' '}
        {new Date(generation.loadedAt).toLocaleString()} into {status.store}
      </Text>
      <Readability status={status} />
    </section>
  );
}

/** Says what could not be read, if anything. */
function Readability({ status: { diagnostics } }: { status: Status }) {
  const [open, { toggle }] = useDisclosure(false);
  const { totalCount } = diagnostics;
  if (totalCount === 0) return null;
  const shown = diagnostics.edges.map((edge) => edge.node);
  return (
    <div className={classes.readability}>
      <Text size="sm" component="div" className={classes.warning}>
        <GlyphIcon glyph="warning" size={16} />
        {totalCount === 1 ? 'One thing' : `${totalCount.toLocaleString('en')} things`} in the input to know about.
        <Anchor component="button" size="sm" underline="always" onClick={toggle} aria-expanded={open}>
          {open ? 'Hide' : 'Show'}
        </Anchor>
      </Text>
      {open && <Diagnostics diagnostics={shown} />}
      {open && shown.length < totalCount && (
        <Text size="xs" c="dimmed" mt="xs">
          The first {shown.length} of {totalCount.toLocaleString('en')}.
        </Text>
      )}
    </div>
  );
}
