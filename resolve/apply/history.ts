import type { ArchiveStep, HistoryStep, Outcome, TrustStep } from '../../core/resolution/history.ts';
import type { AccessGraphStore } from '../../store/index.ts';
import { digestOf } from '../approval/approval.ts';

/** The history as a store keeps it. */
export type History = Pick<AccessGraphStore, 'history' | 'record'>;

/** The last step of an attempt: it has an outcome. */
export type DoneStep = HistoryStep & Outcome;

type Timeless<Of> = Of extends HistoryStep ? Omit<Of, 'at' | 'state' | 'why'> : never;
type Attempt = Timeless<HistoryStep>;

/** Does something and keeps that it was wanted, and what came of it. Nothing is done where that cannot be kept. @throws StoreError */
export async function recorded(history: History, attempt: Attempt, change: () => Promise<Outcome>): Promise<DoneStep> {
  await history.record(stepOf(attempt, { state: 'approved', why: null }));
  const outcome = await change();
  const done = stepOf(attempt, outcome) as DoneStep;
  try {
    await history.record(done);
    return done;
  } catch (error) {
    // What was done must be said, whatever became of the history.
    const why = `The history does not have it: ${error instanceof Error ? error.message : String(error)}`;
    return { ...done, why: outcome.why === null ? why : `${outcome.why} ${why}` };
  }
}

/** What can be planned: a change to a role, or an archive rule. */
export type Planned = (Timeless<TrustStep> & { readonly what: 'plan' }) | Timeless<ArchiveStep>;

/** Keeps that somebody was shown a plan, unless the last that is known of it is that very plan. @throws StoreError */
export async function recordPlan(history: History, plan: Planned): Promise<void> {
  const last = (await history.history()).findLast(({ id }) => id === plan.id);
  if (last?.state === 'planned' && digestOfStep(last) === digestOfStep(plan)) return;
  await history.record(stepOf(plan, { state: 'planned', why: null }));
}

/** Of what a step would change: see `digestOf`. */
export const digestOfStep = (step: Attempt): string =>
  step.what === 'archive'
    ? digestOf({ sid: step.rule, before: step.analyzer, after: JSON.stringify([step.filter, step.onlyNew]) })
    : digestOf(step);

const stepOf = (attempt: Attempt, how: Pick<HistoryStep, 'state' | 'why'>): HistoryStep => ({
  at: new Date().toISOString(),
  ...attempt,
  ...how,
});
