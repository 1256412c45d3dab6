import type { RefinedAnswer, RefineSummaryJson } from '../../api/answers/index.ts';
import type { LastUse, Use } from '../../core/refine/action-use.ts';
import type { GrantedService, UseCounts } from '../../core/refine/permission-use.ts';
import type { PolicyReduction } from '../../core/refine/reduce-policy.ts';
import type { Proof } from '../../core/refine/prove-reduction.ts';
import { documentDiff } from './document-diff.ts';
import { reference, type Names } from './names.ts';
import { counted, grouped } from './numbers.ts';
import { printable, printableAll } from './printable.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** Roles with how much of what they may do they use, those with most unused first. */
export function refineTableText(
  summaries: readonly RefineSummaryJson[],
  hidden: number,
  names: Names,
  style: Style,
): string[] {
  if (summaries.length === 0) return ['No role is reachable from outside the zone of trust.'];
  const sorted = summaries.toSorted((a, b) => b.counts.actions.unused - a.counts.actions.unused);
  const unknown = summaries.filter(({ known }) => !known).length;
  return [
    ...table([HEADS.map(style.dim), ...sorted.map((summary) => summaryRow(summary, names, style))]),
    ...(hidden > 0
      ? [style.dim(`… and ${counted(hidden, 'more role')}: --limit ${summaries.length + hidden} shows all`)]
      : []),
    ...(unknown > 0
      ? [
          style.yellow(
            `Of ${counted(unknown, 'role')} IAM was not asked: ingest --aws --last-accessed all asks of every role`,
          ),
        ]
      : []),
  ];
}

const HEADS = ['ACCOUNT', 'ROLE', 'SERVICES', 'UNUSED', 'ACTIONS', 'USED', 'UNUSED', 'NOT TRACKED', 'POLICIES'];

function summaryRow(
  { role, known, counts, policies, proven }: RefineSummaryJson,
  names: Names,
  style: Style,
): string[] {
  const { services, actions } = counts;
  const shown = (count: number): string => (known ? grouped(count) : '?');
  const smaller = policies.reduced + policies.detach;
  return [
    printable(names.accountName(role.split(':')[4] ?? '')),
    printable(reference(role)),
    grouped(sum(services)),
    services.unused > 0 ? style.yellow(shown(services.unused)) : shown(0),
    grouped(sum(actions)),
    shown(actions.used),
    actions.unused > 0 ? style.yellow(shown(actions.unused)) : shown(0),
    shown(actions.notTracked),
    !known
      ? style.dim('not known')
      : proven === false
        ? style.red('not proven')
        : smaller === 0
          ? style.dim('as they are')
          : `${grouped(smaller)} smaller`,
  ];
}

const sum = ({ used, unused, notTracked }: UseCounts): number => used + unused + notTracked;

/** What a role may do by its last use, and the change to each of its policies. */
export function refinedText(answer: RefinedAnswer, style: Style): string[] {
  const { role, counts, known, services, policies, proof, notes } = answer;
  return [
    style.bold(
      `${printable(reference(role.id))} may call ${counted(sum(counts.actions), 'action')} of ${counted(sum(counts.services), 'service')}`,
    ),
    ...(known ? [countsText(counts.actions, style)] : []),
    ...(known && services.length > 0 ? ['', ...table(services.map((service) => serviceRow(service, style)))] : []),
    ...(known ? services.flatMap((service) => actionLines(service, style)) : []),
    ...policies.flatMap((policy) => ['', ...policyLines(policy, style)]),
    ...(proof === null ? [] : ['', proofLine(proof, style)]),
    ...printableAll(notes).map((note) => `${style.yellow('note')} ${note}`),
  ];
}

const countsText = ({ used, unused, notTracked }: UseCounts, style: Style): string =>
  `${style.green(`${grouped(used)} used`)}, ${style.yellow(`${grouped(unused)} not used in the last 400 days`)}, ${grouped(notTracked)} not tracked`;

const serviceRow = (service: GrantedService, style: Style): string[] => [
  `  ${useText(service.use, style)}`,
  printable(service.service),
  lastUseText(service),
  style.dim(`${counted(service.actions.length, 'action')}: ${partsText(service.counts)}`),
];

const partsText = ({ used, unused, notTracked }: UseCounts): string =>
  [
    ...(used > 0 ? [`${grouped(used)} used`] : []),
    ...(unused > 0 ? [`${grouped(unused)} unused`] : []),
    ...(notTracked > 0 ? [`${grouped(notTracked)} not tracked`] : []),
  ].join(', ');

function useText(use: Use, style: Style): string {
  if (use === 'used') return style.green('used');
  return use === 'unused' ? style.yellow('unused') : style.dim('not tracked');
}

/** `2026-11-20 eu-central-1` */
const lastUseText = ({ at, region }: LastUse): string =>
  at === null ? '' : printable(`${at.slice(0, 10)}${region === null ? '' : ` ${region}`}`);

/** The used actions of a service, the latest first; that the others are not says the table. */
function actionLines({ service, actions }: GrantedService, style: Style): string[] {
  const used = actions.filter(({ use }) => use === 'used').toSorted((a, b) => (a.at! < b.at! ? 1 : -1));
  if (used.length === 0) return [];
  return [
    '',
    style.bold(`Used of ${printable(service)}`),
    ...table(used.map((action) => [`  ${printable(action.name)}`, lastUseText(action)])),
  ];
}

function policyLines(policy: PolicyReduction, style: Style): string[] {
  const { name, before, after, notTracked, outcome } = policy;
  const title = style.bold(printable(name));
  if (outcome === 'unchanged') return [`${title}: nothing of it is known to be unused`];
  if (outcome === 'unreadable') return [`${title}: ${style.yellow('cannot be read')}, and stays as it is`];
  return [
    `${title}: ${whatToDo(policy)}`,
    ...documentDiff(before, after ?? '', style),
    ...(notTracked.length === 0
      ? []
      : [
          style.dim(
            `kept, as nobody tracks the use of: ${printableAll(notTracked)
              .map(({ text }) => text)
              .join(', ')}`,
          ),
        ]),
  ];
}

function whatToDo({ outcome, awsManaged, kind }: PolicyReduction): string {
  if (outcome === 'detach')
    return kind === 'inline' ? 'delete it, nothing of it is used' : 'detach it, nothing of it is used';
  if (awsManaged) return 'AWS manages it: attach this in its place';
  return kind === 'inline'
    ? 'put this in its place'
    : 'make this its default version, or attach a copy: whoever else has it loses the rest as well';
}

const proofLine = ({ holds, decided, same, failure }: Proof, style: Style): string =>
  holds
    ? `${style.green('proven')}: of ${counted(decided, 'action')} none is allowed that was not, and ${grouped(same)} that may be used are decided as before`
    : `${style.red('NOT PROVEN')}: do not use these policies. ${printable(failure ?? '')}`;
