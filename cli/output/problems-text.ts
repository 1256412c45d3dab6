import type { AwsIngestResult, Problem, ProblemCause } from '../../ingest/index.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

const SHOWN = 50;

const CAUSES: Readonly<Record<ProblemCause, string>> = {
  'access-denied': 'not allowed',
  'control-policy': 'denied by a control policy',
  'role-refused': 'the role is not there, or does not trust the caller',
  'region-off': 'the region is off',
  'expired-credentials': 'the credentials expired',
  'account-gone': 'the account is closed',
  throttled: 'throttled',
  unreachable: 'no answer',
  'bad-answer': 'no sensible answer',
  other: 'error',
};

/** A row for each thing that could not be read: of which account, the call, why, and what would help. */
export function problemsText(
  { accounts, problems }: Pick<AwsIngestResult, 'accounts' | 'problems'>,
  style: Style,
): string[] {
  const rows = [
    ...problems.map((problem) => row('organization', 'partly', problem)),
    ...accounts.flatMap(({ id, status, problems: of }) =>
      of.map((problem) => row(id, status === 'failed' ? 'failed' : 'partly', problem)),
    ),
  ];
  if (rows.length === 0) return [];
  const head = ['account', 'read', 'call', 'cause', 'missing permission, or what AWS says'].map((title) =>
    style.bold(title),
  );
  const hidden = rows.length - SHOWN;
  const lines = table([head, ...rows.slice(0, SHOWN)]);
  return hidden > 0 ? [...lines, style.dim(`… and ${hidden} more; --json has them all`)] : lines;
}

const row = (
  account: string,
  read: string,
  { operation, region, cause, message, missingPermission }: Problem,
): string[] => [
  account,
  read,
  region === null ? operation : `${operation} (${region})`,
  CAUSES[cause],
  missingPermission ?? message,
];
