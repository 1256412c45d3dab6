import { actionRules } from './actions.ts';
import { CHECKS, FINDING_CLASSES } from './checks.ts';
import { conditionKeyRules } from './condition-keys.ts';
import { conditionLogicRules } from './condition-logic.ts';
import { conditionRules } from './conditions.ts';
import { documentRules } from './document.ts';
import { elementRules } from './elements.ts';
import type { PolicyFinding, PolicyType } from './finding.ts';
import { principalRules } from './principals.ts';
import { privilegeRules } from './privileges.ts';
import { rcpRules } from './rcp.ts';
import { redundantStatements } from './redundancy.ts';
import { resourceRules } from './resources.ts';
import type { Found, PolicyContext, PolicyRule, StatementRule, Subject } from './rule.ts';
import { MOST_SIZE, sizeOf, sizeRules } from './size.ts';
import { trustRules } from './trust.ts';
import type { PolicyView } from './view.ts';

const RULES: { readonly policy: readonly PolicyRule[]; readonly statement: readonly StatementRule[] } = {
  policy: [documentRules, sizeRules, redundantStatements],
  statement: [
    elementRules,
    actionRules,
    resourceRules,
    principalRules,
    trustRules,
    conditionRules,
    conditionKeyRules,
    conditionLogicRules,
    privilegeRules,
    rcpRules,
  ],
};

/** Everything that the checks have to say of a policy, worst class first, then in the document's order. */
export function validatePolicy(view: PolicyView, type: PolicyType, context: PolicyContext): readonly PolicyFinding[] {
  const subject: Subject = { ...view, type, context };
  const rules = sizeOf(view.root) > MOST_SIZE ? { policy: [sizeRules], statement: [] } : RULES;
  const findings = [
    ...rules.policy.flatMap((rule) => [...rule(subject)]),
    ...view.statements.flatMap((statement) => rules.statement.flatMap((rule) => [...rule(statement, subject)])),
  ].map((found) => findingOf(found, view));
  return findings.toSorted((a, b) => rank(a) - rank(b) || (a.statement ?? -1) - (b.statement ?? -1));
}

const rank = (finding: PolicyFinding): number => FINDING_CLASSES.indexOf(finding.class);

function findingOf({ code, path, message }: Found, { statements }: PolicyView): PolicyFinding {
  const at = statementAt(path, statements);
  const statement = statements.find(({ index }) => index === at);
  return { code, class: CHECKS[code].class, message, statement: at, sid: statement?.sid ?? null, path };
}

/** Null for what is about the document, or the list of its statements. */
function statementAt(path: Found['path'], statements: PolicyView['statements']): number | null {
  const [element, index] = path;
  if (element !== 'Statement') return null;
  // A statement may stand alone, without a list.
  return typeof index === 'number' ? index : (statements.find((each) => each.path.length === 1)?.index ?? null);
}
