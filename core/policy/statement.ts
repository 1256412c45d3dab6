import type { HopAction } from '../model/hop.ts';
import type { Effect } from '../model/policy.ts';
import type { Glob } from './glob.ts';

/**
 * A policy document, checked and made ready to be evaluated: only the statements about hop actions, session tags and
 * source identities are kept.
 */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
  /** What the document says that AWS would not take as it is written; each a sentence. */
  readonly warnings: readonly string[];
}

export interface Statement {
  /** Index in the document, from 0. */
  readonly index: number;
  readonly sid: string | null;
  readonly effect: Effect;
  readonly actions: ReadonlySet<HopAction>;
  /** Whether it is about `sts:TagSession`, which lets a caller choose the tags of the session. */
  readonly tagsSession: boolean;
  /** Whether it is about `sts:SetSourceIdentity`. */
  readonly setsSourceIdentity: boolean;
  /** Null in a trust policy. */
  readonly resources: ResourceElement | null;
  /** Null but in a trust policy. */
  readonly principals: PrincipalElement | null;
  readonly conditions: readonly ConditionTest[];
}

/** A statement of an identity policy, a permissions boundary or an SCP, about whatever actions. */
export interface Permission extends Pick<Statement, 'index' | 'sid' | 'effect' | 'conditions'> {
  readonly actions: ActionElement;
  readonly resources: ResourceElement;
}

export interface ActionElement {
  /** NotAction. */
  readonly complement: boolean;
  /** In lower case. */
  readonly patterns: readonly Glob[];
}

export interface ResourceElement {
  /** NotResource. */
  readonly complement: boolean;
  readonly patterns: readonly Template[];
}

/** Text with policy variables: pieces of pattern and variables in turn. */
export type Template = readonly (Glob | Variable)[];

export interface Variable {
  /** As written. */
  readonly key: string;
  readonly fallback: string | null;
}

export interface PrincipalElement {
  /** NotPrincipal. */
  readonly complement: boolean;
  readonly names: readonly PrincipalName[];
}

/** One name in a `Principal` element. */
export type PrincipalName =
  | { readonly type: 'anyone' }
  /** Everyone in the account, by way of the account; partition null where only the digits are given. */
  | { readonly type: 'account'; readonly account: string; readonly partition: string | null }
  | { readonly type: 'arn'; readonly arn: string; readonly account: string; readonly partition: string }
  | {
      readonly type: 'session';
      readonly arn: string;
      readonly account: string;
      readonly partition: string;
      readonly role: string;
      readonly session: string;
    }
  | { readonly type: 'unique-id'; readonly id: string }
  | { readonly type: 'service'; readonly service: string }
  | { readonly type: 'federated'; readonly provider: string }
  /** A name that AWS never matches with a caller of STS. */
  | { readonly type: 'nobody'; readonly text: string };

export const CONDITION_OPERATORS = [
  'StringEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'NumericEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'ArnLike',
  'Null',
] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** One operator on one key: true where the key's value meets one of the values. */
export interface ConditionTest {
  readonly operator: ConditionOperator;
  /** The `Not` form: StringNotEquals, NotIpAddress, … */
  readonly negated: boolean;
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | null;
  readonly ifExists: boolean;
  /** As written. */
  readonly key: string;
  /** Templates with the operator's wildcards and the document's variables. */
  readonly values: readonly Template[];
}
