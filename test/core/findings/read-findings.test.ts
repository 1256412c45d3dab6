import { describe, expect, test } from 'vitest';
import type { Criterion } from '../../../core/model/access-analyzer.ts';
import { id } from '../../support/graph.ts';
import { analyzer, answersOf } from '../../support/findings.ts';

const role = '2/Admin';

describe('findings about roles', () => {
  test('are read once, whichever accounts hold them', () => {
    const own = analyzer('1', [
      { id: 'a', role, principal: { AWS: '999999999999' }, condition: { 'sts:ExternalId': 'x' } },
    ]);
    const { findings, analyzers } = answersOf({ '1': [own], '2': [own] });
    expect(findings).toEqual([
      {
        id: `${own.Analyzer.arn}/finding/a`,
        findingId: 'a',
        analyzer: own.Analyzer.arn,
        type: 'ExternalAccess',
        status: 'ACTIVE',
        role: id(role),
        accountId: '222222222222',
        error: null,
        createdAt: '2026-11-02T09:00:00.000Z',
        analyzedAt: '2026-11-20T08:00:00.000Z',
        updatedAt: '2026-11-20T08:00:00.000Z',
        access: {
          principal: { AWS: '999999999999' },
          actions: ['sts:AssumeRole'],
          condition: { 'sts:ExternalId': 'x' },
          isPublic: false,
        },
        archiveRules: [],
      },
    ]);
    expect(analyzers.accounts).toEqual(['111111111111', '222222222222']);
    expect(analyzers.analyzers.map(({ arn, accountId }) => [arn, accountId])).toEqual([
      [own.Analyzer.arn, '111111111111'],
    ]);
  });

  test('are those about roles alone', () => {
    const own = analyzer('1', [{ role }]);
    const bucket = { ...own.Findings[0]!, resourceType: 'AWS::S3::Bucket' };
    expect(answersOf({ '1': [{ ...own, Findings: [bucket] }] }).findings).toEqual([]);
  });
});

describe('an archive rule', () => {
  const finding = {
    role,
    principal: { AWS: '999999999999' },
    condition: { 'aws:SourceIp': '203.0.113.0/24' },
    action: ['sts:AssumeRole', 'sts:TagSession'],
  };
  test.each<[met: boolean, filter: Record<string, Criterion>]>([
    [true, {}],
    [true, { resource: { contains: ['role/Adm'] } }],
    [false, { resource: { contains: ['role/adm'] } }],
    [true, { resourceType: { eq: ['AWS::S3::Bucket', 'AWS::IAM::Role'] } }],
    [false, { resourceType: { eq: ['AWS::S3::Bucket'] } }],
    [true, { resourceOwnerAccount: { eq: ['222222222222'] }, 'principal.AWS': { eq: ['999999999999'] } }],
    [false, { resourceOwnerAccount: { eq: ['222222222222'] }, 'principal.AWS': { eq: ['888888888888'] } }],
    [true, { 'principal.AWS': { neq: ['888888888888'] } }],
    [false, { 'principal.AWS': { neq: ['999999999999'] } }],
    [true, { 'principal.Federated': { exists: false } }],
    [false, { 'principal.Federated': { exists: true } }],
    [true, { 'condition.aws:SourceIp': { contains: ['203.0.113.'] } }],
    [true, { 'condition.AWS:sourceip': { exists: true } }],
    [true, { 'condition.sts:ExternalId': { exists: false } }],
    [true, { isPublic: { eq: ['false'] } }],
    [true, { findingType: { eq: ['ExternalAccess'] } }],
    [false, { findingType: { eq: ['UnusedIAMRole'] } }],
    [true, { action: { contains: ['TagSession'] } }],
    [true, { error: { exists: false } }],
    [false, { somethingNew: { eq: ['x'] } }],
  ])('is met: %j, with %j', (met, filter) => {
    const rules = [{ ruleName: 'expected', filter }];
    const { findings, analyzers } = answersOf({ '2': [analyzer('2', [finding], { rules })] });
    expect(findings[0]!.archiveRules).toEqual(met ? ['expected'] : []);
    expect(analyzers.analyzers[0]!.archiveRules[0]!.hides).toBe(met ? 1 : 0);
  });

  test('says its criteria in words', () => {
    const filter = { resource: { contains: ['A', 'B'] }, isPublic: { eq: ['false'] }, error: { exists: false } };
    const { analyzers } = answersOf({ '2': [analyzer('2', [], { rules: [{ ruleName: 'r', filter }] })] });
    expect(analyzers.analyzers[0]!.archiveRules[0]!.criteria).toEqual([
      'resource contains "A" or "B"',
      'isPublic is "false"',
      'error is not there',
    ]);
  });
});
