import { Table, UnstyledButton } from '@mantine/core';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { useRoute } from '../route/use-route.ts';
import type { HopUseRow } from './queries.ts';
import lists from '../ui/lists.module.css';
import { callsText, STATUS_NAMES } from './words.ts';

interface HopUseTableProps {
  hops: readonly HopUseRow[];
  /** Left out where all lead into one role. */
  targets: boolean;
}

/** Hops with what was used of each; one that is chosen is explained in the panel. */
export function HopUseTable({ hops, targets }: HopUseTableProps) {
  return (
    <Table stickyHeader highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>From</Table.Th>
          {targets && <Table.Th>To</Table.Th>}
          {!targets && <Table.Th>Status</Table.Th>}
          <Table.Th>Used</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {hops.map((hop) => (
          <Row key={`${hop.from.nodeId} ${hop.to.nodeId}`} hop={hop} targets={targets} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ hop: { from, to, status, certain, allowed }, targets }: { hop: HopUseRow; targets: boolean }) {
  const { route, change } = useRoute();
  const { selection } = route;
  const chosen = selection?.kind === 'hop' && selection.from === from.nodeId && selection.to === to.nodeId;
  return (
    <Table.Tr data-chosen={chosen || undefined}>
      <Table.Td>
        <UnstyledButton
          aria-pressed={chosen}
          title={from.nodeId}
          onClick={() => change({ selection: { kind: 'hop', from: from.nodeId, to: to.nodeId } })}
        >
          <PrincipalLine principal={from} />
        </UnstyledButton>
      </Table.Td>
      {targets && (
        <Table.Td>
          <UnstyledButton title={to.nodeId} onClick={() => change({ to: to.nodeId, selection: null })}>
            <PrincipalLine principal={to} />
          </UnstyledButton>
        </Table.Td>
      )}
      {!targets && <Table.Td>{STATUS_NAMES[status]}</Table.Td>}
      <Table.Td>
        {allowed === null ? <span className={lists.dimmed}>never</span> : callsText(allowed)}
        {!certain && <span className={lists.dimmed}> by it or another</span>}
      </Table.Td>
    </Table.Tr>
  );
}
