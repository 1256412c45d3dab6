import { parseArn } from '../model/arn.ts';
import { globOf, matchesGlob } from '../policy/glob.ts';
import { found, nameOf, type Found, type Subject } from './rule.ts';
import type { StatementView } from './view.ts';

/** Grants that are more than they look. A boundary and a control policy grant nothing. */
export function* privilegeRules(statement: StatementView, { type }: Subject): Iterable<Found> {
  const { actions, resources, effect, conditions } = statement;
  if (type !== 'identity' || effect !== 'Allow' || actions === null || resources === null) return;
  const isEverything = !actions.complement && actions.values.some(({ text }) => text === '*' || text === '*:*');
  if (isEverything && isEveryResource(statement) && conditions.length === 0)
    return yield found('full-access', statement.path, `${nameOf(statement)} allows everything: list what is needed.`);
  yield* passRoleRule(statement);
  yield* assumeRoleRule(statement);
}

function* passRoleRule(statement: StatementView): Iterable<Found> {
  if (!allows(statement, 'iam:passrole') || !takesAny(statement, /^role\/[*?]+$/)) return;
  // "iam:PassedToService": narrows which service gets the role, and so what it is good for.
  if (statement.conditions.some(({ name }) => name === 'iam:passedtoservice' || name.includes('resourcetag/'))) return;
  yield found(
    'pass-role-star',
    statement.resources!.path,
    `${nameOf(statement)} passes every role: name the roles, or ask for iam:PassedToService.`,
  );
}

function* assumeRoleRule(statement: StatementView): Iterable<Found> {
  if (!allows(statement, 'sts:assumerole') || statement.conditions.length > 0) return;
  const isWide =
    isEveryResource(statement) ||
    statement.resources!.values.some(({ text }) => /^[*?]+$/.test(parseArn(text)?.account ?? ''));
  if (isWide && !statement.resources!.complement)
    yield found(
      'assume-any-role',
      statement.resources!.path,
      `${nameOf(statement)} assumes roles in any account: name the accounts, or ask for aws:ResourceOrgID.`,
    );
}

const allows = ({ actions }: StatementView, action: string): boolean =>
  actions!.values.some(({ text }) => matchesGlob(globOf(text.toLowerCase()), action)) !== actions!.complement;

const isEveryResource = ({ resources }: StatementView): boolean =>
  !resources!.complement && resources!.values.some(({ text }) => text === '*');

/** Whether a resource is "*", or of this kind in every account or in one. */
const takesAny = (statement: StatementView, resource: RegExp): boolean =>
  statement.resources!.complement ||
  isEveryResource(statement) ||
  statement.resources!.values.some(({ text }) => resource.test(parseArn(text)?.resource ?? ''));
