import type { FindingJson, FindingsJson } from '../../api/answers/index.ts';
import type { FindingMatch } from '../../core/findings/match.ts';
import { reference } from './names.ts';
import { counted, grouped } from './numbers.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

const MATCH_NAMES: Readonly<Record<FindingMatch, string>> = {
  both: 'both',
  'only-access-analyzer': 'only Access Analyzer',
  'only-rolereach': 'only rolereach',
};

/** One access from outside after the other, with the reason below; then the archive rules that hide something. */
export function comparisonText({ items, counts, analyzers }: FindingsJson, limit: number, style: Style): string[] {
  const hidden = items.length - Math.min(items.length, limit);
  const rules = analyzers.flatMap(({ name, archiveRules }) =>
    archiveRules
      .filter(({ hides }) => hides > 0)
      .map(
        (rule) =>
          `  ${printable(rule.name)} of ${printable(name)} hides ${counted(rule.hides, 'finding')}: ${printable(rule.criteria.join(', '))}`,
      ),
  );
  const parts = Object.entries(MATCH_NAMES).map(([match, name]) => `${grouped(counts[match as FindingMatch])} ${name}`);
  return [
    style.bold(`${grouped(items.length)} from outside the zone of trust: ${parts.join(', ')}`),
    '',
    ...items.slice(0, limit).flatMap((item) => itemLines(item, style)),
    ...(hidden > 0 ? [style.dim(`… and ${grouped(hidden)} more: --limit ${items.length} shows all`)] : []),
    ...(rules.length > 0 ? ['', style.bold('Archive rules'), ...rules] : []),
  ];
}

function itemLines(
  { match, role, accountId, principal, derived, reason, findings }: FindingJson,
  style: Style,
): string[] {
  const paint = match === 'both' ? style.green : style.yellow;
  const statuses = [...new Set(findings.map(({ status }) => status))].join(', ');
  const who = principal === null ? (derived === null ? 'unknown' : reference(derived.source)) : nameOf(principal);
  const more = derived !== null && derived.sourceCount > 1 ? ` and ${grouped(derived.sourceCount - 1)} more` : '';
  const line = `${printable(who)}${more} → ${printable(role === null ? accountId : reference(role))}`;
  return [
    `${paint(MATCH_NAMES[match].padEnd(20))}  ${line}${statuses === '' ? '' : style.dim(`  ${statuses}`)}`,
    ...(reason === null ? [] : [style.dim(`${' '.repeat(22)}${printable(reason.text)}`)]),
  ];
}

function nameOf({ type, id, vendor }: NonNullable<FindingJson['principal']>): string {
  if (type === 'AWS' && id === '*') return 'anyone';
  return vendor === null ? reference(id) : `${vendor} (${reference(id)})`;
}
