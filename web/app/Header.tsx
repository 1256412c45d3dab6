import {
  ActionIcon,
  Anchor,
  Kbd,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import type { MouseEvent } from 'react';
import logo from '../favicon.svg';
import { IngestButton } from '../ingest/IngestButton.tsx';
import type { Pulse } from '../ingest/queries.ts';
import { formatRoute, HOME, type Route } from '../route/route.ts';
import { useRoute } from '../route/use-route.ts';
import { useSearch } from '../search/SearchProvider.tsx';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import classes from './app.module.css';

const EXTERNAL: Route = { ...HOME, external: true };
const USAGE: Route = { ...HOME, usage: true };

/** @param pulse undefined until the server has answered */
export function Header({ pulse }: { pulse: Pulse | undefined }) {
  const { change } = useRoute();
  const openSearch = useSearch();
  /** Without loading the page again, unless it is wanted in another tab. */
  const goingTo = (route: Route) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    change(route);
  };
  return (
    <header className={classes.header}>
      <a href="/" className={classes.brand} onClick={goingTo(HOME)}>
        <img src={logo} alt="" width={26} height={26} />
        rolereach
      </a>
      <UnstyledButton className={classes.search} onClick={() => openSearch('open')} aria-label="Search principals">
        <GlyphIcon glyph="search" size={16} />
        <span>Find a role, user, account…</span>
        <Kbd size="xs">/</Kbd>
      </UnstyledButton>
      <div className={classes.links}>
        {pulse && <IngestButton pulse={pulse} />}
        <nav aria-label="Other ways to ask">
          <Anchor href={formatRoute(EXTERNAL)} size="sm" c="dimmed" onClick={goingTo(EXTERNAL)}>
            External access
          </Anchor>
          <Anchor href={formatRoute(USAGE)} size="sm" c="dimmed" onClick={goingTo(USAGE)}>
            Usage
          </Anchor>
          <Anchor href="/graphiql" size="sm" c="dimmed">
            GraphiQL
          </Anchor>
        </nav>
        <SchemeSwitch />
      </div>
    </header>
  );
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme() === 'dark';
  const label = dark ? 'Light colours' : 'Dark colours';
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        <GlyphIcon glyph={dark ? 'sun' : 'moon'} />
      </ActionIcon>
    </Tooltip>
  );
}
