import { isApproved, verified } from '../../../resolve/approval/approval.ts';
import { approvalKey } from './approval-key.ts';
import { entryOf, type Log, logTo } from './log.ts';
import { notify } from './notify.ts';
import { reportOf, type Report } from './report.ts';
import { readRequest, type RoleFinding } from './request.ts';
import { resolveFinding, type Work } from './resolve-finding.ts';
import { type Settings, settingsFrom } from './settings.ts';

/** Of a call, what Lambda tells the function ("Using the Lambda context object"). */
export interface LambdaContext {
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
}

/** What whoever called is answered. */
export interface Answer {
  readonly state: Report['state'] | 'ignored' | 'not-approved';
  readonly why: string | null;
  readonly finding?: string;
  readonly role?: string;
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly write: (line: string) => void;
  readonly now: () => Date;
}

/** Ids of events that were told of; EventBridge may deliver one again, mostly soon after. */
export type Told = Set<string>;

/**
 * Does what the event asks for, tells of it, and throws where it failed or nobody could be told: then Lambda keeps the event in
 * the dead-letter queue.
 */
export async function handle(
  event: unknown,
  context: LambdaContext,
  around: Surroundings,
  told: Told,
): Promise<Answer> {
  const { now, environment, write } = around;
  const log = logTo(write, now, { request: context.awsRequestId });
  const settings = settingsFrom(environment);
  const request = readRequest(event);
  const approver = approverOf(context.invokedFunctionArn);
  const work = { settings, log, now, key: () => approvalKey(settings.approvalKey!) };
  const tell = (report: Report, seen: string | null): Promise<Answer> =>
    telling(report, { settings, approver, log, told, seen });
  if (request.what === 'approval') return approve(request.token, work, (report) => tell(report, null));
  if (context.invokedFunctionArn === approver) throw new Error(`${approver} takes approvals only.`);
  if (request.what === 'other') {
    log({ state: 'ignored', why: request.why });
    return { state: 'ignored', why: request.why };
  }
  return tell(await reporting(request.finding, () => resolveFinding(request.finding, null, work)), request.event);
}

/** The alias that people approve by, so that leave to call it is leave for nothing else. */
const approverOf = (functionArn: string): string => `${functionArn.split(':').slice(0, 7).join(':')}:approve`;

/** What cannot be done is a report, too. */
async function reporting(finding: RoleFinding, resolve: () => Promise<Report>): Promise<Report> {
  try {
    return await resolve();
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return reportOf('failed', finding, { why });
  }
}

async function approve(token: string, work: Work, tell: (report: Report) => Promise<Answer>): Promise<Answer> {
  const { settings, log, now, key } = work;
  if (settings.mode !== 'approve') return refused(`The mode is ${settings.mode}: nothing is approved.`, log);
  const leave = verified(token, await key(), now());
  if (!isApproved(leave)) return refused(leave.why, log);
  const finding = { findingId: leave.id, role: leave.role, type: 'ExternalAccess', error: null, access: null };
  log({ state: 'approved', finding: leave.id, role: leave.role, digest: leave.digest });
  return tell(await reporting(finding, () => resolveFinding(finding, leave, work)));
}

function refused(why: string, log: Log): Answer {
  log({ state: 'not-approved', why });
  return { state: 'not-approved', why };
}

interface Telling {
  readonly settings: Settings;
  readonly approver: string;
  readonly log: Log;
  readonly told: Told;
  /** Id of the event. */
  readonly seen: string | null;
}

/** @throws Error of a failure, after it was told, so that it counts as one */
async function telling(report: Report, { settings, approver, log, told, seen }: Telling): Promise<Answer> {
  const { state, why, finding } = report;
  log(entryOf(report));
  if (seen === null || !told.has(seen)) await notify(settings.topic, report, { ...settings, approver });
  if (state === 'failed') throw new Error(`${finding.role}: ${why}`);
  if (seen !== null) told.add(seen);
  return { state, why, finding: finding.findingId, role: finding.role };
}
