import type { Analyzer, ArchiveRule, Finding } from '../../../core/model/finding.ts';
import { builder } from '../builder.ts';
import { FindingStatusEnum } from '../enums.ts';

const EntryType = builder.objectRef<readonly [string, string]>('FindingEntry').implement({
  fields: (t) => ({
    key: t.string({ resolve: ([key]) => key }),
    value: t.string({ resolve: ([, value]) => value }),
  }),
});

export const FindingType = builder.objectRef<Finding>('Finding').implement({
  description: 'What Access Analyzer says about a role.',
  fields: (t) => ({
    id: t.string({ description: '`ANALYZER_ARN/finding/ID`', resolve: ({ id }) => id }),
    findingId: t.exposeString('findingId'),
    analyzer: t.exposeString('analyzer', { description: 'ARN.' }),
    type: t.exposeString('type', { description: '`ExternalAccess`, `UnusedIAMRole`, …' }),
    status: t.expose('status', { type: FindingStatusEnum }),
    roleArn: t.exposeString('role', { nullable: true }),
    accountId: t.exposeString('accountId', { description: 'The account of the role.' }),
    error: t.exposeString('error', { nullable: true, description: 'Why the role could not be analyzed.' }),
    createdAt: t.exposeString('createdAt', { nullable: true }),
    analyzedAt: t.exposeString('analyzedAt', { nullable: true }),
    updatedAt: t.exposeString('updatedAt', { nullable: true }),
    isPublic: t.boolean({ nullable: true, resolve: ({ access }) => access?.isPublic ?? null }),
    principal: t.field({ type: [EntryType], resolve: ({ access }) => Object.entries(access?.principal ?? {}) }),
    actions: t.stringList({ resolve: ({ access }) => [...(access?.actions ?? [])] }),
    condition: t.field({ type: [EntryType], resolve: ({ access }) => Object.entries(access?.condition ?? {}) }),
    archiveRules: t.stringList({
      description: "The analyzer's archive rules that it meets.",
      resolve: ({ archiveRules }) => [...archiveRules],
    }),
  }),
});

const ArchiveRuleType = builder.objectRef<ArchiveRule>('ArchiveRule').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    criteria: t.stringList({
      description: 'What a finding must meet, all of it.',
      resolve: ({ criteria }) => [...criteria],
    }),
    hides: t.exposeInt('hides', { description: 'How many findings about roles meet it.' }),
  }),
});

export const AnalyzerType = builder.objectRef<Analyzer>('Analyzer').implement({
  description: 'An analyzer of Access Analyzer.',
  fields: (t) => ({
    arn: t.exposeString('arn'),
    name: t.exposeString('name'),
    type: t.exposeString('type', { description: '`ACCOUNT`, `ORGANIZATION`, …' }),
    status: t.exposeString('status', { nullable: true }),
    region: t.exposeString('region'),
    accountId: t.exposeString('accountId'),
    lastAnalyzedAt: t.exposeString('lastAnalyzedAt', { nullable: true }),
    archiveRules: t.field({ type: [ArchiveRuleType], resolve: ({ archiveRules }) => [...archiveRules] }),
  }),
});
