import { lastSegment, parseArn } from '../../../core/model/arn.ts';
import { vendorOf } from '../../../core/vendors/vendor-of.ts';
import { ascii, quoted, shortened } from './ascii.ts';
import { findingLink, roleLink } from './links.ts';
import type { Report } from './report.ts';
import type { Settings } from './settings.ts';

export interface Message {
  /** Under 100 characters of ASCII in one line (API reference of SNS, "Publish"). */
  readonly subject: string;
  /** ASCII, far below the 256 KB that SNS takes. */
  readonly body: string;
}

export interface MessageContext extends Pick<Settings, 'analyzer'> {
  /** ARN by which approvals are given. */
  readonly approver: string;
}

/** What is told of a finding: who has access to what, what was done, and how to approve, revert or archive. */
export function messageOf(report: Report, context: MessageContext): Message {
  const { findingId: id, role } = report.finding;
  const link = findingLink(context.analyzer, id);
  return {
    subject: subjectOf(report),
    body: [
      HEADS[headOf(report)],
      ...(report.why === null ? [] : [field(report.why)]),
      '',
      ...facts(report),
      ...(report.change === null
        ? []
        : ['', 'The statement for its trust policy:', statement(report.change.statement)]),
      ...(report.change?.warnings ?? []).map((warning) => `Note: ${field(warning)}`),
      ...ways(report, context).flatMap(([title, ...lines]) => ['', `${title}:`, ...lines.map((line) => `  ${line}`)]),
      '',
      ...linked(`The role (in account ${parseArn(role)!.account})`, roleLink(role)),
      ...linked(`The finding (in account ${parseArn(context.analyzer)!.account})`, link),
    ].join('\n'),
  };
}

const FOUND = 'IAM Access Analyzer found access to a role from outside the organization.';

const HEADS = {
  asking: `${FOUND} Nothing is changed until somebody approves this plan.`,
  planned: `${FOUND} Nothing was changed: this is what would take the access away.`,
  refused: `${FOUND} Nothing was changed: there is no plan for it.`,
  nothing: 'There is nothing to do about a finding of IAM Access Analyzer, and nothing was changed.',
  applied: `${FOUND} The access was taken away.`,
  unchanged: `${FOUND} The statement that takes it away is there already, and nothing was changed.`,
  stale: 'A plan was approved that is stale, and nothing was changed.',
  failed: 'FAILED: access to a role from outside the organization was NOT taken away, as far as is known.',
} as const;

const SUBJECTS: Readonly<Record<keyof typeof HEADS, string>> = {
  asking: 'approve?',
  planned: 'access from outside',
  refused: 'no plan',
  nothing: 'nothing to do',
  applied: 'access taken away',
  unchanged: 'already taken away',
  stale: 'stale plan, nothing changed',
  failed: 'FAILED',
};

const headOf = ({ state, approval }: Report): keyof typeof HEADS =>
  state === 'planned' && approval !== null ? 'asking' : state;

function subjectOf(report: Report): string {
  const { account, resource } = parseArn(report.finding.role)!;
  const who = principals(report).map(([, name]) =>
    name === '*' ? 'everyone' : name.split(':').slice(4).join('/') || name,
  );
  return shortened(`[rolereach] ${SUBJECTS[headOf(report)]}: ${who.join()} -> ${account}/${lastSegment(resource)}`, 99);
}

const principals = ({ finding }: Report): readonly (readonly [type: string, name: string])[] =>
  Object.entries(finding.access?.principal ?? {});

function facts(report: Report): readonly string[] {
  const { finding, change, refused } = report;
  const who =
    principals(report)
      .map(([type, name]) => `${type} ${name}`)
      .join() || '(not known)';
  const vendor = principals(report)
    .map(([, name]) => vendorOf(parseArn(name)?.account ?? name))
    .find((each) => each);
  const actions = [change?.statement.Action ?? finding.access?.actions ?? []].flat();
  const conditions = Object.entries(finding.access?.condition ?? {}).map(([key, value]) => `${key} = ${value}`);
  return [
    ['Role', finding.role],
    ['Principal', vendor ? `${who} (an account of ${vendor})` : who],
    ['Path', `${who} -> ${actions.join(', ') || 'sts:AssumeRole*'} -> ${finding.role}`],
    ['Condition', conditions.join('; ') || 'none'],
    ...(finding.error === null ? [] : [['Error', finding.error]]),
    ['Finding', finding.findingId],
    ['Outcome', refused ?? report.state],
  ].map(([name, value]) => `${name!.padEnd(10)} ${field(value!)}`);
}

/** What people can do now. */
function ways({ finding, change, state, approval }: Report, { approver }: MessageContext): string[][] {
  const { findingId: id, role } = finding;
  const command = (what: string): string => `npx rolereach ${what} ${id}`;
  const done = state === 'applied' || state === 'unchanged';
  return [
    ...(approval === null
      ? []
      : [[`To approve it, until ${approval.expires}`, approveCommand(approver, approval.token)]]),
    ...(change === null || done ? [] : [['To take the access away by hand', `${command('apply')} --yes`]]),
    ...(change === null
      ? []
      : [
          [
            done ? 'To give the access back' : 'To give it back once it was taken away',
            `${command('revert')} --role ${quoted(role)} --yes`,
            `or remove the statement with the Sid ${change.sid} from the trust policy`,
          ],
        ]),
    ['To keep such access, and hear no more of it, by an archive rule', command('archive')],
  ];
}

function approveCommand(approver: string, token: string): string {
  const { region } = parseArn(approver)!;
  const payload = quoted(JSON.stringify({ approve: token }));
  return `aws lambda invoke --function-name ${approver} --region ${region} --cli-binary-format raw-in-base64-out --payload ${payload} /dev/stdout`;
}

/** What others have written, in one line that is not endless. */
const field = (text: string): string => shortened(text, 2000);

/** At most 8,192 characters by the quota, in lines; of JSON, no line break is within a text. */
const statement = (value: object): string => JSON.stringify(value, null, 2).split('\n').map(ascii).join('\n');

const linked = (what: string, link: string | null): string[] => (link === null ? [] : [`${what}: ${link}`]);
