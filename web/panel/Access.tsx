import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { VerdictBadge } from '../principal/VerdictBadge.tsx';
import { explainError } from '../ui/explain-error.ts';
import { accountWords } from './access-words.ts';
import classes from './panel.module.css';
import { accessOf, capabilitiesOf, type AccountAccess, type PrincipalDetails } from './queries.ts';
import { Facts, Section } from './Section.tsx';

type Subject = Pick<PrincipalDetails, 'nodeId' | 'kind'>;

/** How many roles it can assume and, of a role, how many can use it, account by account. */
export function AccessByAccount({ principal: { nodeId, kind } }: { principal: Subject }) {
  const { data, error } = useQuery(accessOf(nodeId, kind === 'ROLE'));
  if (error)
    return (
      <Section title="Access by account">
        <Text size="sm">{explainError(error)}</Text>
      </Section>
    );
  return (
    <>
      <Accounts title="Roles it can assume, by account" accounts={data?.canAssume ?? []} />
      <Accounts title="Who can use it, by account" accounts={data?.usedBy ?? []} />
    </>
  );
}

const Accounts = ({ title, accounts }: { title: string; accounts: readonly AccountAccess[] }) =>
  accounts.length === 0 ? null : (
    <Section title={title}>
      <Facts facts={accounts.map(accountWords)} />
    </Section>
  );

/** What its own side lets it do with STS; what is denied is left out. */
export function Capabilities({ principal: { nodeId } }: { principal: Subject }) {
  const { data, error } = useQuery(capabilitiesOf(nodeId));
  const held = data?.filter(({ verdict }) => verdict !== 'DENIED') ?? [];
  if (!error && held.length === 0) return null;
  return (
    <Section title="What its own policies let it do with STS">
      {error && <Text size="sm">{explainError(error)}</Text>}
      <ul className={classes.capabilities}>
        {held.map(({ action, verdict, needsPermission, conditions }) => (
          <li key={action}>
            <span className={classes.capability}>
              <span>{action}</span>
              <VerdictBadge verdict={verdict} />
            </span>
            {!needsPermission && (
              <Text size="xs" c="dimmed">
                needs no permission
              </Text>
            )}
            {conditions.map((condition) => (
              <Text key={condition} size="xs" className={classes.conditions}>
                {condition}
              </Text>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Whether it has policies of its own that are known. */
export const hasOwnSide = ({ kind }: Subject): boolean => kind === 'USER' || kind === 'ROLE' || kind === 'SESSION';
