import {
  type AccessAnalyzerClient,
  ApplyArchiveRuleCommand,
  CreateArchiveRuleCommand,
} from '@aws-sdk/client-accessanalyzer';
import { lastSegment, parseArn } from '../../core/model/arn.ts';
import type { Criterion } from '../../core/model/access-analyzer.ts';
import type { ArchiveStep, Outcome } from '../../core/resolution/history.ts';

/** The archive rules of an analyzer, where it is. */
export interface LiveAnalyzer {
  /** False where there is a rule of that name. @throws what Access Analyzer says */
  create(rule: string, filter: Readonly<Record<string, Criterion>>): Promise<boolean>;
  /** Archives what is there and meets the rule. @throws what Access Analyzer says */
  apply(rule: string): Promise<void>;
}

/** @param client of the analyzer's account and region */
export function liveAnalyzer(client: AccessAnalyzerClient, analyzerArn: string): LiveAnalyzer {
  const analyzerName = lastSegment(parseArn(analyzerArn)!.resource);
  return {
    async create(ruleName, filter) {
      const criteria = Object.fromEntries(Object.entries(filter).map(([key, criterion]) => [key, mutable(criterion)]));
      try {
        await client.send(new CreateArchiveRuleCommand({ analyzerName, ruleName, filter: criteria }));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'ConflictException') return false;
        throw error;
      }
    },
    async apply(ruleName) {
      await client.send(new ApplyArchiveRuleCommand({ analyzerArn, ruleName }));
    },
  };
}

const mutable = ({ exists, ...lists }: Criterion) => ({
  ...Object.fromEntries(Object.entries(lists).map(([operator, values]) => [operator, [...values]])),
  ...(exists === undefined ? {} : { exists }),
});

/** Creates the rule, and applies it to what is there unless only new findings are meant. What AWS refuses is an outcome. */
export async function createRule(
  analyzer: LiveAnalyzer,
  { rule, filter, onlyNew }: Pick<ArchiveStep, 'rule' | 'filter' | 'onlyNew'>,
): Promise<Outcome> {
  try {
    if (!(await analyzer.create(rule, filter)))
      return { state: 'stale', why: `The analyzer has a rule ${rule} by now: give another name, or apply that one.` };
  } catch (error) {
    return { state: 'failed', why: said(error) };
  }
  if (onlyNew) return { state: 'archived', why: 'Findings that were there already stay as they are.' };
  try {
    await analyzer.apply(rule);
    return { state: 'archived', why: null };
  } catch (error) {
    return { state: 'failed', why: `The rule ${rule} is there, but was not applied to the findings: ${said(error)}` };
  }
}

const said = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
