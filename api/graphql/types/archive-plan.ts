import { type ArchivePlan, type ArchiveRefusal, isArchiveRefusal } from '../../../core/findings/archive-plan.ts';
import { criteriaText } from '../../../core/findings/archive-rule.ts';
import { ruleOfPlan } from '../../../resolve/index.ts';
import { builder } from '../builder.ts';
import { ArchiveRefusalEnum } from '../enums.ts';
import { ApprovalType } from './plan.ts';

/** A plan, or why there is none, and how it was asked for. */
export interface ArchiveAnswer {
  readonly answer: ArchivePlan | ArchiveRefusal;
  readonly onlyNew: boolean;
  readonly andOthers: boolean;
}

/** How many of the others are given; all are counted. */
const MOST_OTHERS = 100;

const ArchivePlanType = builder.objectRef<ArchivePlan>('ArchivePlan').implement({
  description: 'A new archive rule for a finding, and what it would hide.',
  fields: (t) => ({
    findingId: t.string({ resolve: ({ finding }) => finding.id }),
    analyzerId: t.exposeString('analyzer'),
    rule: t.exposeString('rule', { description: 'Its name.' }),
    filter: t.string({ description: 'As JSON.', resolve: ({ filter }) => JSON.stringify(filter, null, 2) }),
    criteria: t.stringList({ description: 'As text.', resolve: ({ filter }) => criteriaText(filter) }),
    otherIds: t.stringList({
      description: 'Other active findings that it would archive; the first hundred.',
      resolve: ({ others }) => others.slice(0, MOST_OTHERS).map(({ id }) => id),
    }),
    otherCount: t.int({ resolve: ({ others }) => others.length }),
    warnings: t.stringList({ resolve: ({ warnings }) => [...warnings] }),
  }),
});

export const ArchiveAnswerType = builder.objectRef<ArchiveAnswer>('ArchivePlanAnswer').implement({
  description: 'A plan, or why there is none.',
  fields: (t) => ({
    plan: t.field({
      type: ArchivePlanType,
      nullable: true,
      resolve: ({ answer }) => (isArchiveRefusal(answer) ? null : answer),
    }),
    refused: t.field({
      type: ArchiveRefusalEnum,
      nullable: true,
      resolve: ({ answer }) => (isArchiveRefusal(answer) ? answer.refused : null),
    }),
    why: t.string({ nullable: true, resolve: ({ answer }) => (isArchiveRefusal(answer) ? answer.why : null) }),
    approval: t.field({
      type: ApprovalType,
      nullable: true,
      description:
        'What creates the rule, once, by remediationApply. Null where there is none, where others would be hidden that were not asked for, and where this server changes nothing.',
      resolve: ({ answer, onlyNew, andOthers }, _arguments, { remediations, asker }) =>
        isArchiveRefusal(answer) || (answer.others.length > 0 && !andOthers)
          ? null
          : (remediations?.approvalOf(ruleOfPlan(answer, onlyNew), asker) ?? null),
    }),
  }),
});
