import { randomBytes } from 'node:crypto';
import { type HistoryStep, lastApplied } from '../core/resolution/history.ts';
import {
  type Approval,
  carryOut,
  carryOutRule,
  type ChangeOfRole,
  digestOfStep,
  type DoneStep,
  isApproved,
  type Planned,
  recordPlan,
  type RuleOfFinding,
  signed,
  verified,
} from '../resolve/index.ts';
import type { AccessGraphStore } from '../store/index.ts';
import { QuestionError } from './answers/index.ts';
import { type RemediationControl, RemediationRefusedError } from './remediation-control.ts';

/** How long an approval is good, in milliseconds: a person reads the plan in that time, and says yes. */
const APPROVAL_LASTS = 15 * 60_000;

/** What may be approved. */
export type ChangeOrRule = (ChangeOfRole & { readonly what: 'plan' }) | RuleOfFinding;

export interface GivenApproval {
  readonly token: string;
  /** ISO 8601. */
  readonly expires: string;
}

/**
 * The changes that a server makes for those who ask over the API. A plan is applied by the approval that was given with it, once, word for
 * word as the history has it. Approvals end with the server: their key does.
 */
export class Remediations {
  readonly control: RemediationControl;
  readonly #store: AccessGraphStore;
  readonly #key = randomBytes(32);
  readonly #used = new Set<string>();
  readonly #rolesUnderWay = new Set<string>();

  constructor(control: RemediationControl, store: AccessGraphStore) {
    this.control = control;
    this.#store = store;
  }

  /** Keeps that a plan was shown, and gives what applies it. @throws StoreError */
  async approvalOf(plan: ChangeOrRule, by: string): Promise<GivenApproval> {
    const planned: Planned = { ...plan, by, caller: null };
    await recordPlan(this.#store, planned);
    const expires = new Date(Date.now() + APPROVAL_LASTS).toISOString();
    const { id, role } = planned;
    return { token: signed({ id, role, digest: digestOfStep(planned), expires }, this.#key), expires };
  }

  /** @returns the last step of it @throws RemediationRefusedError, QuestionError, StoreError where nothing was done */
  async apply(token: string, by: string): Promise<DoneStep> {
    const approval = verified(token, this.#key, new Date());
    if (!isApproved(approval))
      throw new RemediationRefusedError(
        approval.refused === 'expired' ? 'APPROVAL_EXPIRED' : 'APPROVAL_INVALID',
        approval.why,
      );
    return this.#alone(approval.role, async () => {
      if (this.#used.has(token)) throw used();
      const planned = await this.#planned(approval);
      const onEntered = () => this.#used.add(token);
      return planned.what === 'archive'
        ? this.#createRule(planned, by, onEntered)
        : this.#carryOut('apply', planned, by, onEntered);
    });
  }

  /** Takes what was applied last under an id back. @throws as `apply` */
  async revert(id: string, by: string): Promise<DoneStep> {
    const applied = lastApplied(await this.#store.history(), id);
    if (applied === null) throw new QuestionError('NOT_FOUND', `Nothing was applied under the id "${id}".`);
    return this.#alone(applied.role, () => this.#carryOut('revert', applied, by));
  }

  /** What was shown, and approved. */
  async #planned({ id, role, digest }: Approval): Promise<HistoryStep> {
    const planned = (await this.#store.history()).findLast(
      (step) => step.state === 'planned' && step.id === id && step.role === role && digestOfStep(step) === digest,
    );
    if (planned !== undefined) return planned;
    throw new RemediationRefusedError('APPROVAL_INVALID', 'The history does not have the plan: make it anew.');
  }

  async #carryOut(
    what: 'apply' | 'revert',
    change: ChangeOfRole,
    by: string,
    onEntered = (): unknown => undefined,
  ): Promise<DoneStep> {
    const access = await this.control.accessTo(change.role);
    onEntered();
    const step = await carryOut(this.#store, what, change, by, access);
    this.control.tell(step);
    return step;
  }

  async #createRule(rule: RuleOfFinding, by: string, onEntered: () => unknown): Promise<DoneStep> {
    const access = await this.control.analyzerAccess(rule.analyzer);
    onEntered();
    const step = await carryOutRule(this.#store, rule, by, access);
    this.control.tell(step);
    return step;
  }

  async #alone<T>(role: string, change: () => Promise<T>): Promise<T> {
    if (this.#rolesUnderWay.has(role)) throw running();
    this.#rolesUnderWay.add(role);
    try {
      return await change();
    } finally {
      this.#rolesUnderWay.delete(role);
    }
  }
}

const used = (): Error =>
  new RemediationRefusedError('APPROVAL_USED', 'The approval was used already: make a new plan.');
const running = (): Error =>
  new RemediationRefusedError(
    'REMEDIATION_RUNNING',
    'The role is being changed already. Wait for its end, and make a new plan.',
  );
