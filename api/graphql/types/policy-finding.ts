import { CHECKS } from '../../../core/validate/checks.ts';
import { pathText, type PolicyType } from '../../../core/validate/finding.ts';
import type { PlacedFinding } from '../../../resolve/index.ts';
import { builder } from '../builder.ts';
import { FindingClassEnum, PolicyTypeEnum } from '../enums.ts';

export const PolicyFindingType = builder.objectRef<PlacedFinding>('PolicyFinding').implement({
  description: 'Something about a policy that its author should know: invalid, wider than it looks, or without effect.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Never changes its meaning.' }),
    class: t.expose('class', { type: FindingClassEnum }),
    title: t.string({ resolve: ({ code }) => CHECKS[code].title }),
    why: t.string({ description: 'Why it matters.', resolve: ({ code }) => CHECKS[code].why }),
    message: t.exposeString('message'),
    statement: t.exposeInt('statement', {
      nullable: true,
      description: 'Index from 0; null where it is about the whole policy.',
    }),
    sid: t.exposeString('sid', { nullable: true }),
    path: t.string({ description: 'JSON path in the document.', resolve: ({ path }) => pathText(path) }),
    line: t.int({ description: 'In the text of the document, from 1.', resolve: ({ place }) => place.line }),
    column: t.int({ resolve: ({ place }) => place.column }),
  }),
});

interface PolicyCheck {
  readonly type: PolicyType;
  readonly findings: readonly PlacedFinding[];
}

export const PolicyCheckType = builder.objectRef<PolicyCheck>('PolicyCheck').implement({
  fields: (t) => ({
    type: t.expose('type', { type: PolicyTypeEnum, description: 'As which kind of policy it was checked.' }),
    findings: t.field({ type: [PolicyFindingType], resolve: ({ findings }) => [...findings] }),
  }),
});
