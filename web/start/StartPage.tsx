import { Kbd, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '../search/SearchProvider.tsx';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import { Loading, State } from '../ui/State.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import { explainError } from '../ui/explain-error.ts';
import classes from './start.module.css';
import { HowToAsk } from './HowToAsk.tsx';
import { Organization } from './Organization.tsx';
import { status } from './queries.ts';
import { WhereToStart } from './WhereToStart.tsx';

/** For those who come first: what there is, where to begin, and how to ask. */
export function StartPage() {
  const { data, error } = useQuery(status);
  return (
    <main className={classes.page}>
      <PageTitle title="Who can reach which role?" />
      <div className={classes.content}>
        <Welcome />
        {error && (
          <State glyph="warning" tone="error" title="No answer from rolereach">
            {explainError(error)}
          </State>
        )}
        {!data && !error && <Loading what="Asking what is loaded…" />}
        {data && data.generation === null && (
          <State glyph="bundle" title="Nothing is loaded yet">
            Load authorization details of your accounts with <code>npx rolereach ingest --from PATH</code>, or look
            around in a sample organization with <code>npx rolereach demo</code>.
          </State>
        )}
        {data?.generation && (
          <>
            <Organization status={data} generation={data.generation} />
            <WhereToStart />
            <HowToAsk cypher={data.cypher} />
          </>
        )}
      </div>
    </main>
  );
}

function Welcome() {
  const openSearch = useSearch();
  return (
    <div className={classes.welcome}>
      <Title order={1} className={classes.title}>
        Who can reach which role?
      </Title>
      <Text c="dimmed" className={classes.lead}>
        Every chain of hops across your AWS accounts, the conditions on it, and the statements that make it.
      </Text>
      <UnstyledButton className={classes.search} onClick={() => openSearch('open')}>
        <GlyphIcon glyph="search" />
        <span>Part of a name, an ARN or an account</span>
        <Kbd>/</Kbd>
      </UnstyledButton>
    </div>
  );
}
