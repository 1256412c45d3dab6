import type { ArchivePlan } from '../../core/findings/archive-plan.ts';
import type { ArchiveStep } from '../../core/resolution/history.ts';
import { type DoneStep, type History, recorded } from '../apply/history.ts';
import { createRule, type LiveAnalyzer } from './create-rule.ts';

/** An archive rule as the history has it. */
export type RuleOfFinding = Pick<ArchiveStep, 'what' | 'id' | 'role' | 'analyzer' | 'rule' | 'filter' | 'onlyNew'>;

/** An analyzer's archive rules, and ARN of who creates them. */
export interface AnalyzerAccess {
  readonly live: LiveAnalyzer;
  readonly caller: string;
}

/** @param onlyNew whether findings that are there already stay as they are */
export const ruleOfPlan = (
  { finding, role, analyzer, rule, filter }: ArchivePlan,
  onlyNew: boolean,
): RuleOfFinding => ({
  what: 'archive',
  id: finding.findingId,
  role,
  analyzer,
  rule,
  filter,
  onlyNew,
});

/**
 * Creates a planned rule, and keeps that in the history.
 * @param by who wants it @throws StoreError where it could not be kept, and nothing was done
 */
export function carryOutRule(
  history: History,
  { what, id, role, analyzer, rule, filter, onlyNew }: RuleOfFinding,
  by: string,
  { live, caller }: AnalyzerAccess,
): Promise<DoneStep> {
  const attempt = { what, id, role, analyzer, rule, filter, onlyNew, by, caller } as const;
  return recorded(history, attempt, () => createRule(live, attempt));
}
