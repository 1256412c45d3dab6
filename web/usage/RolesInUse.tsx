import { Table, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../explore/Failure.tsx';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { useRoute } from '../route/use-route.ts';
import { Loading } from '../ui/State.tsx';
import { roleUsage, type RoleUsageRow } from './queries.ts';
import lists from '../ui/lists.module.css';
import { day } from './words.ts';

/** Role by role, those with most unused hops first. */
export function RolesInUse() {
  const { route } = useRoute();
  const { data, error, refetch } = useQuery(roleUsage(route.days));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="Adding up what was used…" />;
  return (
    <div className={lists.frame} tabIndex={0} role="region" aria-label="Roles and what was used of them">
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Role</Table.Th>
            <Table.Th>Hops</Table.Th>
            <Table.Th>Used</Table.Th>
            <Table.Th>Unused</Table.Th>
            <Table.Th>Not covered</Table.Th>
            <Table.Th>Last used</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.edges.map((row) => (
            <Row key={row.role.nodeId} row={row} />
          ))}
        </Table.Tbody>
      </Table>
      {data.edges.length < data.totalCount && (
        <p className={lists.summary}>
          The first {data.edges.length.toLocaleString('en')} of {data.totalCount.toLocaleString('en')} are shown.
        </p>
      )}
    </div>
  );
}

function Row({ row: { role, hops, used, unused, notCovered, allowed } }: { row: RoleUsageRow }) {
  const { change } = useRoute();
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton title={role.nodeId} onClick={() => change({ to: role.nodeId, selection: null })}>
          <PrincipalLine principal={role} />
        </UnstyledButton>
      </Table.Td>
      {[hops, used, unused, notCovered].map((count, column) => (
        <Table.Td key={column}>{count.toLocaleString('en')}</Table.Td>
      ))}
      <Table.Td>{allowed === null ? <span className={lists.dimmed}>never</span> : day(allowed.last)}</Table.Td>
    </Table.Tr>
  );
}
