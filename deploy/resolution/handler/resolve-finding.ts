import { isRefusal, type TrustChange } from '../../../core/resolution/cut.ts';
import { applyChange } from '../../../resolve/apply/change-trust.ts';
import type { LiveTrust } from '../../../resolve/apply/live-trust.ts';
import { type Approval, digestOf, signed } from '../../../resolve/approval/approval.ts';
import { trustIn } from './accounts.ts';
import { currentFinding } from './current-finding.ts';
import { entryOf, type Log } from './log.ts';
import { planFor } from './plan.ts';
import { reportOf, type Report } from './report.ts';
import type { RoleFinding } from './request.ts';
import type { Settings } from './settings.ts';

export interface Work {
  readonly settings: Settings;
  readonly log: Log;
  readonly now: () => Date;
  /** Gives the key of approvals; called in the mode `approve` alone. */
  readonly key: () => Promise<Uint8Array>;
}

/** A person's leave, where one was given. */
type Leave = Approval | null;

/** How often a plan is made anew because someone else edits the trust policy at the same time. */
const MOST_PLANS = 3;

/**
 * Reads the finding and the trust policy as they are now, plans, and does what the mode says: whatever was approved or sent before,
 * what is written is made of what is there.
 * @throws what AWS says
 */
export async function resolveFinding(
  event: RoleFinding,
  leave: Leave,
  work: Work,
  plansLeft = MOST_PLANS,
): Promise<Report> {
  const { settings } = work;
  const current = await currentFinding(settings.analyzer, event);
  if (current.is === 'over') return reportOf('nothing', event, { why: current.why });
  if (current.is === 'unseen' && leave !== null) return reportOf('failed', event, { why: current.why });
  const finding = current.is === 'active' ? current.finding : event;
  const trust = await trustIn(finding.role, settings, `rolereach-${finding.findingId}`.slice(0, 64));
  const now = await trust.read();
  if (now === null) return reportOf('nothing', finding, { why: 'The role is not there any more.' });
  const change = planFor(finding, now, settings);
  if (isRefusal(change)) return reportOf('refused', finding, change);
  if (change.alreadyThere) return reportOf('unchanged', finding, { change });
  if (current.is === 'unseen') return reportOf('planned', finding, { change, why: current.why });
  if (settings.mode === 'notify') return reportOf('planned', finding, { change });
  if (settings.mode === 'approve' && leave?.digest !== digestOf(change)) return asking(finding, change, leave, work);
  const written = await write(trust, change, finding, work);
  if (written.state !== 'stale') return written;
  if (plansLeft > 1) return resolveFinding(event, leave, work, plansLeft - 1);
  return { ...written, state: 'failed', why: 'Someone else keeps editing the trust policy: nothing was written.' };
}

async function write(trust: LiveTrust, change: TrustChange, finding: RoleFinding, { log }: Work): Promise<Report> {
  log({ ...entryOf(reportOf('planned', finding, { change })), state: 'started' });
  const { state, why } = await applyChange(trust, change);
  return reportOf(state as Report['state'], finding, { change, why });
}

/** Asks for leave: the first time, or anew where what was approved is no longer what would be written. */
async function asking(
  finding: RoleFinding,
  change: TrustChange,
  leave: Leave,
  { settings, now, key }: Work,
): Promise<Report> {
  const expires = new Date(now().getTime() + settings.approvalHours * 3_600_000).toISOString();
  const approval = { id: finding.findingId, role: finding.role, digest: digestOf(change), expires };
  const rest = { change, approval: { token: signed(approval, await key()), expires } };
  if (leave === null) return reportOf('planned', finding, rest);
  const why =
    'The trust policy, or the finding, was changed since the plan was made: this is the plan for it as it is now.';
  return reportOf('stale', finding, { ...rest, why });
}
