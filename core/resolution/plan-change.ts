import type { PolicyId } from '../model/id.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import { decodeDocument } from '../policy/decode.ts';
import { parsePolicy } from '../policy/parse.ts';
import type { PolicyDocument, Statement } from '../policy/statement.ts';
import { isRecord } from '../policy/syntax.ts';
import { sizeOf } from '../validate/size.ts';
import { sidOf } from './added-change.ts';
import { decider } from './calls.ts';
import {
  isRefusal,
  refusal,
  type Cut,
  type CutContext,
  type DenyStatement,
  type Refusal,
  type TrustChange,
} from './cut.ts';
import { joined } from './join-conditions.ts';
import { rawStatements, saysTheSame, withSid, withStatement } from './trust-document.ts';
import { narrowedTo, type RawStatement } from './under-condition.ts';
import { whoIs } from './who.ts';

/** "IAM and AWS STS quotas": characters of a role trust policy, and as far as it can be raised. */
export const DEFAULT_QUOTA = 2048;
export const MOST_QUOTA = 8192;

/**
 * The statement that takes the access away, and the trust policy with it. It has no more effect than that: it denies what
 * the statements that let the principal in allow, under their condition where the cut has one. Applying it twice is the
 * same as once.
 */
export function planChange(cut: Cut, context: CutContext): TrustChange | Refusal {
  const trust = readTrust(cut.role, context.policies);
  if (isRefusal(trust)) return trust;
  const statement = denyFor(cut, trust, context);
  if (isRefusal(statement)) return statement;
  const there = withSid(trust.raw, statement.Sid);
  if (there !== undefined && !saysTheSame(there, statement))
    return refusal(
      'sid-taken',
      `Another statement of the trust policy has the Sid ${statement.Sid}: revert it, or remove it, first.`,
    );
  const after = there === undefined ? withStatement(trust.raw, statement) : trust.raw;
  const size = sizeOf(after);
  const quota = quotaFor(sizeOf(trust.raw), context.quota);
  if (size > quota && there === undefined) return tooLarge(size, quota);
  return {
    sid: statement.Sid,
    statement,
    before: trust.text,
    after: there === undefined ? JSON.stringify(after) : trust.text,
    alreadyThere: there !== undefined,
    size,
    warnings:
      size > DEFAULT_QUOTA
        ? [
            `The new policy has ${size} characters; IAM takes more than ${DEFAULT_QUOTA} only where the account's quota was raised.`,
          ]
        : [],
  };
}

export interface Trust {
  readonly text: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly document: PolicyDocument;
}

export function readTrust(role: Principal, policies: ReadonlyMap<PolicyId, Policy>): Trust | Refusal {
  if (role.role?.serviceLinked || /^\/aws-(service-role|reserved)\//.test(role.path ?? ''))
    return refusal(
      'role-of-aws',
      `AWS manages the role ${role.name}: its trust policy is not yours to change. ${wayOut(role)}`,
    );
  const id = role.policies.find(({ side }) => side === 'trust')?.policy;
  const decoded = decodeDocument(id === undefined ? undefined : policies.get(id)?.document);
  const parsed = decoded.ok ? parsePolicy(decoded.value, 'trust') : decoded;
  if (!parsed.ok || !decoded.ok || !isRecord(decoded.value))
    return refusal(
      'unreadable-trust',
      `The trust policy of ${role.name} cannot be read${parsed.ok ? '' : `: ${parsed.reason}`}.`,
    );
  return { text: decoded.text, raw: decoded.value, document: parsed.document };
}

const wayOut = ({ path }: Principal): string =>
  path?.startsWith('/aws-reserved/sso')
    ? 'Change the assignment or the permission set in Identity Center.'
    : 'Change it in the service that it belongs to.';

function denyFor(cut: Cut, { raw, document }: Trust, { structure, policies }: CutContext): DenyStatement | Refusal {
  const sid = sidOf(cut.id);
  if (!/^[A-Za-z0-9]+$/.test(sid))
    return refusal(
      'cannot-be-named',
      'The id of the finding has other characters than letters, digits and hyphens, which no Sid may have.',
    );
  const who = whoIs(cut.from, document, structure);
  if (isRefusal(who)) return who;
  const letIn = letsIn(cut, document, { structure, policies });
  const written = new Map(letIn.map((statement) => [rawStatements(raw)[statement.index] as RawStatement, statement]));
  if (written.size === 0)
    return refusal(
      'nothing-to-cut',
      `No statement of the trust policy of ${cut.role.name} lets ${cut.from.name} in: it may have been put right since.`,
    );
  const narrowed = narrowedTo(cut.condition, [...written.keys()]);
  if (isRefusal(narrowed)) return narrowed;
  const condition = joined(narrowed.condition, who.condition);
  if (condition === null)
    return refusal(
      'several-conditions',
      'The condition of the statement that lets it in leaves no operator for naming the principal: change that statement itself.',
    );
  const actions = actionsIn(narrowed.statements.map((statement) => written.get(statement)!));
  return {
    Sid: sid,
    Effect: 'Deny',
    Principal: who.principal,
    Action: actions.length === 1 ? actions[0]! : actions,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

/** The Allow statements that match some call of the principal. */
function letsIn(
  { from, role }: Cut,
  { statements }: PolicyDocument,
  context: Pick<CutContext, 'structure' | 'policies'>,
) {
  const calls = decider(context.structure, context.policies)(from, role);
  const matched = new Set(
    calls.flatMap(({ evaluation }) =>
      evaluation.trust.filter((each) => each.matched !== false).map((each) => each.statement.index),
    ),
  );
  return statements.filter(({ effect, index }) => effect === 'Allow' && matched.has(index));
}

/** All that the statements allow: what gives a session, and what goes with it. */
function actionsIn(statements: readonly Statement[]): readonly string[] {
  const actions = new Set<string>(statements.flatMap((statement) => [...statement.actions]));
  if (statements.some(({ tagsSession }) => tagsSession)) actions.add('sts:TagSession');
  if (statements.some(({ setsSourceIdentity }) => setsSourceIdentity)) actions.add('sts:SetSourceIdentity');
  return [...actions];
}

/** A policy that is larger than the default shows that the quota was raised; nobody knows how far. */
export const quotaFor = (now: number, given: number | undefined): number =>
  given ?? (now > DEFAULT_QUOTA ? MOST_QUOTA : DEFAULT_QUOTA);

const tooLarge = (size: number, quota: number): Refusal =>
  refusal(
    'too-large',
    `With the statement the trust policy has ${size} characters; ${quota} is the most. Remove the statement that lets it in, or have the quota raised (up to ${MOST_QUOTA}).`,
  );
