import { Table, Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { accountTitle, displayName, isOutside, kindName } from '../principal/describe.ts';
import { OutsideBadge, PrincipalTile } from '../principal/PrincipalLine.tsx';
import { VerdictBadge } from '../principal/VerdictBadge.tsx';
import { useRoute } from '../route/use-route.ts';
import { Loading } from '../ui/State.tsx';
import { useVirtualRows } from '../ui/use-virtual-rows.ts';
import { type Column, COLUMNS, NATURAL_ORDER, type Order, sortRows, turned } from './sort-rows.ts';
import classes from './reach-table.module.css';
import { reachPages, type ReachAnswer, type ReachQuestion } from './queries.ts';

const ROW_HEIGHT = 48;

/** Everyone in rows; pages are loaded as they come into sight, or all of them to be sorted. */
export function ReachTable({ question }: { question: ReachQuestion }) {
  const { route, change } = useRoute();
  const pages = useInfiniteQuery(reachPages(question, route.outside));
  const [order, setOrder] = useState<Order>(NATURAL_ORDER);
  const loaded = useMemo(() => pages.data?.pages.flatMap((page) => page.edges) ?? [], [pages.data]);
  const rows = useMemo(() => sortRows(loaded, order), [loaded, order]);
  const total = pages.data?.pages[0]?.totalCount ?? 0;
  const { container, onScroll, window } = useVirtualRows(rows.length, ROW_HEIGHT);

  const wanted = order !== NATURAL_ORDER || window.end >= rows.length;
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  useEffect(() => {
    if (wanted && hasNextPage && !isFetching) void fetchNextPage();
  }, [wanted, hasNextPage, isFetching, fetchNextPage]);

  if (pages.isPending) return <Loading what="Gathering the rows…" />;
  return (
    <div
      ref={container}
      className={classes.frame}
      onScroll={onScroll}
      tabIndex={0}
      role="region"
      aria-label="Principals"
    >
      <Table className={classes.table} aria-rowcount={total + 1} highlightOnHover stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <Heading
                key={column.key}
                column={column}
                order={order}
                onSort={() => setOrder(turned(order, column.key))}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Spacer rows={window.start} />
          {rows.slice(window.start, window.end).map((row, i) => (
            <Row
              key={row.node.nodeId}
              row={row}
              index={window.start + i + 2}
              chosen={route.selection?.kind === 'principal' && route.selection.id === row.node.nodeId}
              onChoose={() => change({ selection: { kind: 'principal', id: row.node.nodeId } })}
            />
          ))}
          <Spacer rows={rows.length - window.end} />
        </Table.Tbody>
      </Table>
      {hasNextPage && (
        <Text size="sm" c="dimmed" p="sm" ta="center" role="status">
          {rows.length.toLocaleString('en')} of {total.toLocaleString('en')} loaded…
        </Text>
      )}
    </div>
  );
}

interface HeadingProps {
  column: Column;
  order: Order;
  onSort: () => void;
}

function Heading({ column, order, onSort }: HeadingProps) {
  const sorted = order.by === column.key ? (order.descending ? 'descending' : 'ascending') : 'none';
  return (
    <Table.Th aria-sort={sorted} className={classes[column.key]}>
      <UnstyledButton className={classes.sort} onClick={onSort}>
        {column.title}
        <span aria-hidden>{sorted === 'ascending' ? '↑' : sorted === 'descending' ? '↓' : ''}</span>
      </UnstyledButton>
    </Table.Th>
  );
}

interface RowProps {
  row: ReachAnswer['edges'][number];
  /** In the whole table, its heading being 1. */
  index: number;
  chosen: boolean;
  onChoose: () => void;
}

function Row({ row: { node, hops, verdict }, index, chosen, onChoose }: RowProps) {
  return (
    <Table.Tr className={classes.row} aria-rowindex={index} data-chosen={chosen || undefined} onClick={onChoose}>
      <Table.Td>
        <UnstyledButton className={classes.name} aria-pressed={chosen} title={node.nodeId}>
          <PrincipalTile principal={node} />
          <span>{displayName(node)}</span>
          {isOutside(node) && <OutsideBadge />}
        </UnstyledButton>
      </Table.Td>
      <Table.Td>{kindName(node)}</Table.Td>
      <Table.Td>
        <span className={classes.account}>{accountTitle(node) ?? '–'}</span>
      </Table.Td>
      <Table.Td className={classes.number}>{hops}</Table.Td>
      <Table.Td>
        <VerdictBadge verdict={verdict} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Stands for the rows that are out of sight. */
const Spacer = ({ rows }: { rows: number }) =>
  rows > 0 && (
    <tr aria-hidden>
      <td style={{ height: rows * ROW_HEIGHT, padding: 0 }} />
    </tr>
  );
