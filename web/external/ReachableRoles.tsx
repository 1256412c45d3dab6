import { Button, Table, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../explore/Failure.tsx';
import { accountTitle, displayName } from '../principal/describe.ts';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { VerdictBadge } from '../principal/VerdictBadge.tsx';
import { refinements, type RefinementInShort } from '../refine/queries.ts';
import { UnusedCell } from '../refine/UnusedCell.tsx';
import { HOME } from '../route/route.ts';
import { useRoute } from '../route/use-route.ts';
import { Loading, State } from '../ui/State.tsx';
import lists from '../ui/lists.module.css';
import { externalAccess, type ExternalAccessAnswer } from './queries.ts';

export function ReachableRoles() {
  const { route } = useRoute();
  const { data, error, refetch } = useQuery(externalAccess(route));
  const { data: refined } = useQuery(refinements(route));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="Following the chains from outside…" />;
  if (data.edges.length === 0) {
    return (
      <State glyph="check" title="No role is reachable from outside the zone of trust">
        {data.otherRoleCount > 0 && `${others(data.otherRoleCount)}: choose whom to look at above.`}
      </State>
    );
  }
  return (
    <>
      <p className={lists.summary}>
        <strong>{data.totalCount.toLocaleString('en')}</strong> {data.totalCount === 1 ? 'role is' : 'roles are'}{' '}
        reachable from outside the zone of trust{shown(data)}
        {data.otherRoleCount > 0 && <span className={lists.dimmed}> · {others(data.otherRoleCount)}</span>}
      </p>
      <div className={lists.frame} tabIndex={0} role="region" aria-label="Roles reachable from outside">
        <Table stickyHeader highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Role</Table.Th>
              <Table.Th>Nearest from outside</Table.Th>
              <Table.Th>Hops</Table.Th>
              <Table.Th>Verdict</Table.Th>
              <Table.Th title="Of the actions that the role may call, in the last 400 days">Unused</Table.Th>
              <Table.Th>Chains</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.edges.map((row) => (
              <Row key={row.role.nodeId} row={row} refinement={refined?.get(row.role.nodeId)} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

const others = (count: number): string => `${count.toLocaleString('en')} more, only by kinds that are left out`;

const shown = ({ edges, totalCount }: ExternalAccessAnswer): string =>
  edges.length < totalCount ? `, the first ${edges.length.toLocaleString('en')} are shown` : '';

interface RowProps {
  row: ExternalAccessAnswer['edges'][number];
  refinement: RefinementInShort | undefined;
}

function Row({ row: { role, sources, sourceCount, hops, verdict }, refinement }: RowProps) {
  const { route, change } = useRoute();
  const chosen = route.selection?.kind === 'principal' && route.selection.id === role.nodeId;
  const [nearest] = sources;
  return (
    <Table.Tr data-chosen={chosen || undefined}>
      <Table.Td>
        <UnstyledButton
          aria-pressed={chosen}
          title={role.nodeId}
          onClick={() => change({ selection: { kind: 'principal', id: role.nodeId } })}
        >
          <PrincipalLine principal={role} />
        </UnstyledButton>
      </Table.Td>
      <Table.Td>
        {nearest && (
          <Text size="sm" title={nearest.nodeId}>
            {nearest.vendor ?? displayName(nearest)}
            <span className={lists.dimmed}>
              {nearest.vendor !== null && ` (${accountTitle(nearest) ?? nearest.accountId})`}
              {sourceCount > 1 && ` and ${(sourceCount - 1).toLocaleString('en')} more`}
            </span>
          </Text>
        )}
      </Table.Td>
      <Table.Td>{hops}</Table.Td>
      <Table.Td>
        <VerdictBadge verdict={verdict} />
      </Table.Td>
      <Table.Td>
        <UnusedCell refinement={refinement} />
      </Table.Td>
      <Table.Td>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Chains to ${displayName(role)}`}
          onClick={() => change({ ...HOME, to: role.nodeId, outside: true, zone: route.zone })}
        >
          Show
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
