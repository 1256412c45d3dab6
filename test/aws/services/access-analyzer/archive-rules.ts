import type { ArchiveRule, Criterion } from '../../extras.ts';
import { AwsError, commonError } from '../../protocol/error.ts';
import { asJson, type Json } from '../../protocol/json.ts';
import { applyRule, type LiveAnalyzer } from '../../world/analyzers.ts';
import { CREATED } from '../../world/as-iam-gives.ts';
import { required, type Context } from '../operation.ts';
import { analyzerByArn, analyzerByName, analyzerPage, there } from './analyzer.ts';

export function listArchiveRules(context: Context): Json {
  const { items, next } = analyzerPage(context, analyzerByName(context).archiveRules);
  return { archiveRules: items.map(asRule), nextToken: next };
}

export const getArchiveRule = (context: Context): Json => ({
  archiveRule: asRule(ruleOf(context, analyzerByName(context))),
});

/** A new rule archives new findings only; `ApplyArchiveRule` those that are there. */
export function createArchiveRule(context: Context): Json {
  const { archiveRules, arn } = analyzerByName(context);
  const ruleName = required(context, 'ruleName');
  if (archiveRules.some((rule) => rule.ruleName === ruleName)) {
    const fields = { resourceId: `${arn}/archive-rule/${ruleName}`, resourceType: 'ArchiveRule' };
    throw new AwsError('ConflictException', 409, `The archive rule ${ruleName} already exists.`, { fields });
  }
  const now = new Date(context.world.now()).toISOString();
  archiveRules.push({ ruleName, filter: filterOf(context), createdAt: now, updatedAt: now });
  return {};
}

export function updateArchiveRule(context: Context): Json {
  const analyzer = analyzerByName(context);
  const rule = ruleOf(context, analyzer);
  const updatedAt = new Date(context.world.now()).toISOString();
  analyzer.archiveRules[analyzer.archiveRules.indexOf(rule)] = { ...rule, filter: filterOf(context), updatedAt };
  return {};
}

export function deleteArchiveRule(context: Context): Json {
  const analyzer = analyzerByName(context);
  analyzer.archiveRules.splice(analyzer.archiveRules.indexOf(ruleOf(context, analyzer)), 1);
  return {};
}

export function applyArchiveRule(context: Context): Json {
  const analyzer = analyzerByArn(context);
  applyRule(analyzer, ruleOf(context, analyzer));
  return {};
}

function ruleOf(context: Context, { archiveRules }: LiveAnalyzer): ArchiveRule {
  const name = required(context, 'ruleName');
  return there(
    archiveRules.find(({ ruleName }) => ruleName === name),
    name,
  );
}

function filterOf({ call, parameters }: Context): ArchiveRule['filter'] {
  const filter = parameters['filter'] as ArchiveRule['filter'] | undefined;
  if (filter !== undefined && Object.values(filter).every(isCriterion)) return filter;
  throw commonError(call.service, 'validation', 'The filter of an archive rule has a criterion for each of its keys.');
}

const isCriterion = (criterion: Criterion): boolean =>
  ['eq', 'neq', 'contains', 'exists'].some((operator) => operator in criterion);

const asRule = (rule: ArchiveRule): Json => ({ createdAt: CREATED, updatedAt: CREATED, ...asJson(rule) });
