import type { PolicyId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';

/** Access to a role that is to be taken away: what a finding of Access Analyzer is about, or any hop. */
export interface Cut {
  /** Of the finding, or letters, digits and hyphens that stand for the hop. */
  readonly id: string;
  readonly from: Principal;
  readonly role: Principal;
  /**
   * Keys and values under which a finding says that access is given: what the statements with that condition allow is
   * taken away, what others allow stays. Null: the whole hop, whatever its conditions.
   */
  readonly condition: Readonly<Record<string, string>> | null;
}

/** What a plan is made from. */
export interface CutContext {
  readonly structure: OrganizationStructure;
  /** At least those of `policiesOfHop`. */
  readonly policies: ReadonlyMap<PolicyId, Policy>;
  /** The most characters that the account lets a trust policy have; IAM's default unless known. */
  readonly quota?: number;
}

/** The change to the role's trust policy: one Deny statement more. */
export interface TrustChange {
  readonly sid: string;
  readonly statement: DenyStatement;
  /** JSON texts; the first as it was found. The same where the statement is there already. */
  readonly before: string;
  readonly after: string;
  readonly alreadyThere: boolean;
  /** Characters of the new document, as IAM counts them. */
  readonly size: number;
  /** Sentences: what to know before it is applied. */
  readonly warnings: readonly string[];
}

export interface DenyStatement {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Principal: '*' | Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  readonly Condition?: ConditionBlock;
}

export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const REFUSALS = [
  /** AWS owns the role, and lets nobody change its trust policy, or puts it back. */
  'role-of-aws',
  /** No Deny in a trust policy can name whom the access is given to. */
  'cannot-be-named',
  /** The finding reports that the role could not be analyzed. */
  'error-finding',
  /** The trust policy could not be read. */
  'unreadable-trust',
  /** Nothing allows what is to be cut: it may have been put right already. */
  'nothing-to-cut',
  /** Statements with different conditions allow it; one Deny cannot take away just that. */
  'several-conditions',
  /** The Sid stands for something else. */
  'sid-taken',
  'too-large',
  /** Nothing would be left of the trust policy. */
  'nothing-left',
  /** No log of CloudTrail covers the time that was asked for. */
  'not-covered',
  /** The new policy could not be shown to do no more, and no less, than it should. */
  'not-proven',
  /** A principal that must never lose access would. */
  'break-glass',
] as const;

/** Why there is no plan. */
export interface Refusal {
  readonly refused: (typeof REFUSALS)[number];
  /** A sentence, with the way out where there is one. */
  readonly why: string;
}

export const refusal = (refused: Refusal['refused'], why: string): Refusal => ({ refused, why });

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
