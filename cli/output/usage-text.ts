import type { HopUseJson, OneRoleUsageJson, RoleUsageJson, UsageJson, UseJson } from '../../api/answers/index.ts';
import type { HopUseStatus } from '../../core/usage/hop-use.ts';
import type { Window } from '../../core/usage/window.ts';
import type { Calls } from '../../core/model/usage.ts';
import { reference } from './names.ts';
import { counted, grouped } from './numbers.ts';
import { printable, printableAll } from './printable.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** What of the hops into each role was used, those with most unused first; then what needs a look. */
export function usageText(answer: UsageJson, limit: number, style: Style): string[] {
  const { roles, accounts, withoutHop, refused, withoutRole, exact } = printableAll(answer);
  const sorted = roles.toSorted((a, b) => b.unused - a.unused || b.hops - a.hops);
  const sum = (of: (role: RoleUsageJson) => number): number => roles.reduce((total, role) => total + of(role), 0);
  const uncovered = accounts.filter(({ covered }) => !covered);
  return [
    style.bold(
      `${counted(
        sum(({ used }) => used),
        'hop',
      )} used, ${grouped(sum(({ unused }) => unused))} unused in ${timeText(answer)}, ${grouped(sum(({ notCovered }) => notCovered))} not covered`,
    ),
    '',
    ...table([
      ['ROLE', 'HOPS', 'USED', 'UNUSED', 'LAST USED'].map(style.dim),
      ...sorted.slice(0, limit).map((role) => roleRow(role, style)),
    ]),
    ...more(sorted.length, limit, style),
    ...withoutHopLines(withoutHop, limit, style),
    ...refusedLines(refused, limit, style),
    ...(uncovered.length === 0
      ? []
      : [
          '',
          style.bold('Logs that do not cover that time'),
          ...uncovered
            .slice(0, limit)
            .map(({ accountId, first, last }) => `  ${accountId}: ${day(first)} to ${day(last)}`),
        ]),
    ...(withoutRole > 0 ? [style.dim(`${counted(withoutRole, 'refused or cut call')} without a role`)] : []),
    ...(exact ? [] : [style.dim('Counts may be too high: there are more events than can be told apart.')]),
  ];
}

const roleRow = ({ role, hops, used, unused, notCovered, allowed }: RoleUsageJson, style: Style): string[] => [
  reference(role),
  grouped(hops),
  grouped(used),
  unused === 0 && notCovered > 0 ? style.dim('not covered') : unused > 0 ? style.yellow(grouped(unused)) : '0',
  allowed === null ? style.dim('never') : day(allowed.last),
];

/** Who used the hops into one role, and who did not. */
export function roleUsageText(answer: OneRoleUsageJson, limit: number, style: Style): string[] {
  const { hops, withoutHop, refused, logged, covered } = printableAll(answer);
  const of = (status: HopUseStatus): HopUseJson[] => hops.filter((hop) => hop.status === status);
  const used = of('used').toSorted((a, b) => (a.allowed!.last < b.allowed!.last ? 1 : -1));
  const [unused, notCovered] = [of('unused'), of('not-covered')];
  return [
    style.bold(
      `${printable(reference(answer.role))}: ${grouped(used.length)} of ${counted(hops.length, 'hop')} used in ${timeText(answer)}`,
    ),
    ...(logged === null
      ? [style.yellow(`No log of the role's account was read: what was not used is not known.`)]
      : covered
        ? []
        : [style.yellow(`The log of the role's account covers ${day(logged.first)} to ${day(logged.last)} alone.`)]),
    ...section(
      'Used',
      used.slice(0, limit).map((hop) => usedRow(hop, style)),
      used.length,
      limit,
      style,
    ),
    ...section(
      'Unused',
      unused.slice(0, limit).map((hop) => unusedRow(hop, style)),
      unused.length,
      limit,
      style,
    ),
    ...section(
      'Not covered',
      notCovered.slice(0, limit).map((hop) => unusedRow(hop, style)),
      notCovered.length,
      limit,
      style,
    ),
    ...withoutHopLines(withoutHop, limit, style),
    ...refusedLines(refused, limit, style),
  ];
}

function section(title: string, rows: readonly string[][], count: number, limit: number, style: Style): string[] {
  return count === 0
    ? []
    : ['', style.bold(title), ...table(rows).map((line) => `  ${line}`), ...more(count, limit, style)];
}

const usedRow = (hop: HopUseJson, style: Style): string[] => [
  `${reference(hop.from)}${hop.certain ? '' : style.dim(' or another that the log does not tell from it')}`,
  ...callsCells(hop.allowed!),
  style.dim(whoText(hop)),
];

const unusedRow = ({ from, allowed }: HopUseJson, style: Style): string[] => [
  reference(from),
  allowed === null ? style.dim('never') : `last ${day(allowed.last)}`,
];

/** Unused hops, of one role or of all. */
export const unusedText = (
  hops: readonly HopUseJson[],
  count: number,
  window: Window,
  limit: number,
  style: Style,
): string[] => [
  style.bold(`${counted(count, 'hop')} unused in ${timeText(window)}`),
  ...(count === 0 ? [] : ['']),
  ...table(
    printableAll(hops).map((hop) => {
      const [from, when] = unusedRow(hop, style);
      return [from!, '→', reference(hop.to), when!];
    }),
  ),
  ...more(count, limit, style),
];

const withoutHopLines = (uses: readonly UseJson[], limit: number, style: Style): string[] =>
  uses.length === 0
    ? []
    : [
        '',
        style.bold(`${counted(uses.length, 'use')} without a hop in the graph`),
        ...uses
          .slice(0, limit)
          .flatMap(({ caller, role, allowed, reason }) => [
            `  ${callerText(caller)} → ${reference(role)}  ${callsCells(allowed!).join(', ')}`,
            (reason!.code === 'no-hop' ? style.yellow : style.dim)(`    ${reason!.text}`),
          ]),
        ...more(uses.length, limit, style),
      ];

const refusedLines = (uses: readonly UseJson[], limit: number, style: Style): string[] =>
  section(
    'Refused',
    uses
      .slice(0, limit)
      .map(({ caller, role, refused, errors }) => [
        callerText(caller),
        '→',
        reference(role),
        ...callsCells(refused!),
        style.dim(errors.join(', ')),
      ]),
    uses.length,
    limit,
    style,
  );

const callerText = ({ kind, id, accountId, subject }: UseJson['caller']): string => {
  if (subject !== null) return `${subject} by ${id}`;
  if (kind === 'account') return `someone of account ${id}`;
  return kind === 'principal' && !id.startsWith('arn:') ? `${id} of account ${accountId}` : reference(id);
};

function whoText({ sessions, subjects, sourceIdentities }: HopUseJson): string {
  const names = [...subjects, ...sourceIdentities, ...(subjects.length === 0 ? sessions : [])];
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown}, …` : shown;
}

const callsCells = ({ count, last }: Calls): string[] => [counted(count, 'time'), `last ${day(last)}`];

const more = (count: number, limit: number, style: Style): string[] =>
  count > limit ? [style.dim(`… and ${grouped(count - limit)} more: --limit ${count} shows all`)] : [];

const timeText = ({ days, until }: Pick<Window, 'days' | 'until'>): string =>
  `the ${counted(days, 'day')} to ${day(until)}`;

const day = (time: string): string => time.slice(0, 10);
