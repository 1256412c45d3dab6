import { describe, expect, test } from 'vitest';
import { type ArchivePlan, isArchiveRefusal, planArchive } from '../../../core/findings/archive-plan.ts';
import type { AnalyzerDetail } from '../../../core/model/access-analyzer.ts';
import { answersOf, analyzer, type FindingIn } from '../../support/findings.ts';
import { id } from '../../support/graph.ts';

const VENDOR = '999999999999';
const vendor = (more: Partial<FindingIn> = {}): FindingIn => ({
  id: 'meant',
  role: '1/Deploy',
  principal: { AWS: VENDOR },
  ...more,
});

function planned(findings: readonly FindingIn[], rules: AnalyzerDetail['ArchiveRules'] = [], name?: string) {
  const own = analyzer('1', findings, { rules });
  const other = analyzer('1', [vendor({ id: 'elsewhere' })], { region: 'us-east-1' });
  const { findings: known, analyzers } = answersOf({ 1: [own, other] });
  return planArchive(
    known.find(({ findingId }) => findingId === 'meant')!,
    known,
    analyzers,
    name,
  );
}

function planOf(...args: Parameters<typeof planned>): ArchivePlan {
  const plan = planned(...args);
  if (isArchiveRefusal(plan)) throw new Error(plan.why);
  return plan;
}
const criteria = (...args: Parameters<typeof planned>) => {
  const { resourceType: _type, resource: _role, ...rest } = planOf(...args).filter;
  return rest;
};

test('the rule asks for the role, the principal, and whether it is public', () => {
  const { rule, filter, others, analyzer: arn } = planOf([vendor()]);
  expect({ rule, filter, others, arn }).toEqual({
    rule: 'rolereach-meant',
    filter: {
      resourceType: { eq: ['AWS::IAM::Role'] },
      resource: { eq: [id('1/Deploy')] },
      'principal.AWS': { eq: [VENDOR] },
      isPublic: { eq: ['false'] },
    },
    others: [],
    arn: expect.stringContaining(':eu-central-1:'),
  });
});

test.each<[string, FindingIn, object]>([
  ['everyone', vendor({ principal: { AWS: '*' } }), { 'principal.AWS': { eq: ['*'] }, isPublic: { eq: ['true'] } }],
  [
    'an identity provider',
    vendor({ principal: { Federated: 'accounts.google.com' }, condition: { 'accounts.google.com:aud': 'x' } }),
    {
      'principal.Federated': { eq: ['accounts.google.com'] },
      isPublic: { eq: ['false'] },
      'condition.accounts.google.com:aud': { eq: ['x'] },
    },
  ],
  ['an error', vendor({ error: 'ACCESS_DENIED' }), { error: { eq: ['ACCESS_DENIED'] } }],
  ['an unused role', vendor({ type: 'UnusedIAMRole' }), { findingType: { eq: ['UnusedIAMRole'] } }],
])('%s', (_, finding, expected) => expect(criteria([finding])).toEqual(expected));

describe('no more is hidden than is meant', () => {
  const fromNetwork = vendor({ id: 'network', condition: { 'aws:SourceIp': '192.0.2.0/24' } });
  const withId = vendor({ id: 'with-id', condition: { 'sts:ExternalId': 'x' } });

  test('other roles, principals, and findings that are archived stay as they are', () => {
    const { others } = planOf([
      vendor(),
      vendor({ id: 'role', role: '1/Other' }),
      vendor({ id: 'principal', principal: { AWS: '888888888888' } }),
      vendor({ id: 'archived', status: 'ARCHIVED' }),
    ]);
    expect(others).toEqual([]);
  });

  test('what others of the role ask for, and this one does not, must be absent', () => {
    const plan = planOf([vendor(), fromNetwork]);
    expect(plan.filter).toMatchObject({ 'condition.aws:SourceIp': { exists: false } });
    expect(plan.others).toEqual([]);
  });

  test('a condition that a rule can ask for is asked for', () => {
    const plan = planOf([{ ...fromNetwork, id: 'meant' }, vendor({ id: 'open' })]);
    expect(plan.filter).toMatchObject({ 'condition.aws:SourceIp': { eq: ['192.0.2.0/24'] } });
    expect(plan.others).toEqual([]);
  });

  test('where a rule cannot tell them apart, the others are named, and the condition is', () => {
    expect(planOf([vendor(), withId]).others.map(({ findingId }) => findingId)).toEqual(['with-id']);
    const { others, warnings } = planOf([{ ...withId, id: 'meant' }, vendor({ id: 'open' })]);
    expect(others.map(({ findingId }) => findingId)).toEqual(['open']);
    expect(warnings.join()).toContain('sts:ExternalId');
  });
});

test('other analyzers that report the same are named', () =>
  expect(planOf([vendor()]).warnings.join()).toMatch(/us-east-1[^]*elsewhere/));

test.each<[string, Parameters<typeof planned>, string]>([
  ['archived', [[vendor({ status: 'ARCHIVED' })]], 'not-active'],
  ['resolved', [[vendor({ status: 'RESOLVED' })]], 'not-active'],
  ['a canonical user', [[vendor({ principal: { CanonicalUser: 'abc' } })]], 'cannot-be-told'],
  ['no details', [[vendor({ principal: undefined as never })]], 'cannot-be-told'],
  ['a rule of that name', [[vendor()], [{ ruleName: 'rolereach-meant', filter: {} }]], 'rule-exists'],
  ['a hostile name', [[vendor()], [], '../x'], 'bad-name'],
])('there is no rule: %s', (_, args, refused) => expect(planned(...args)).toMatchObject({ refused }));
