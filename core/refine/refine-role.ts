import { createActors, type Actor } from '../access/actor.ts';
import type { ServiceLastAccessed } from '../model/account-facts.ts';
import type { PolicyId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import type { ActionCatalogue } from './action-catalogue.ts';
import { createActionUses, type ActionUses } from './action-use.ts';
import { namedActions } from './named-actions.ts';
import { countUses, permissionUse, type GrantedService, type UseCounts } from './permission-use.ts';
import { proveReduction, type Proof } from './prove-reduction.ts';
import { reducePolicy, type PolicyReduction } from './reduce-policy.ts';
import { quotaWarnings } from './quotas.ts';

/** What a role may do, what of that it uses, and its policies without the rest. */
export interface RefinedRole {
  readonly role: Principal;
  /** False: IAM was not asked when the role last used anything; then nothing is known to be unused. */
  readonly known: boolean;
  /** By their prefixes. */
  readonly services: readonly GrantedService[];
  readonly counts: { readonly services: UseCounts; readonly actions: UseCounts };
  /** Every identity policy of the role; none where nothing is known, or nobody may change them. */
  readonly policies: readonly PolicyReduction[];
  /** Of all the reductions together; null where there is none. */
  readonly proof: Proof | null;
  /** Sentences. */
  readonly notes: readonly string[];
}

export interface RoleToRefine {
  readonly role: Principal;
  /** Null where IAM was not asked. */
  readonly report: readonly ServiceLastAccessed[] | null;
  readonly structure: OrganizationStructure;
  /** At least those of `policiesOfActor`. */
  readonly policyOf: (id: PolicyId) => Policy | undefined;
}

/** Hands back control every now and then. @param catalogue at least the services that the role's policies allow */
export function* refineRole(
  { role, report, structure, policyOf }: RoleToRefine,
  catalogue: ActionCatalogue,
): Generator<void, RefinedRole> {
  const actor = createActors(structure, policyOf)(role);
  const uses = createActionUses(catalogue, report ?? [], namedActions(actor.identity));
  const services = yield* permissionUse(actor, uses);
  const counts = { services: countUses(services), actions: countUses(services.flatMap(({ actions }) => actions)) };
  const common = { role, known: report !== null, services, counts };
  const obstacle = report === null ? NOT_ASKED : ownedByAws(role);
  if (obstacle !== null) return { ...common, policies: [], proof: null, notes: [obstacle] };
  const policies = actor.identity.map((policy) => reducePolicy(policy, policyOf(policy.id), uses));
  const changed = policies.some(({ outcome }) => outcome === 'reduced' || outcome === 'detach');
  const proof = changed ? yield* prove(actor, role, policies, uses, { structure, policyOf }) : null;
  return { ...common, policies, proof, notes: [...quotaWarnings(policies), ...notesOn(role)] };
}

function* prove(
  before: Actor,
  role: Principal,
  policies: readonly PolicyReduction[],
  uses: ActionUses,
  { structure, policyOf }: Pick<RoleToRefine, 'structure' | 'policyOf'>,
): Generator<void, Proof> {
  const reduced = new Map(policies.map((policy) => [policy.policy, policy]));
  const after = createActors(structure, (id) => {
    const policy = policyOf(id);
    const reduction = reduced.get(id);
    if (policy === undefined || reduction === undefined || reduction.outcome === 'unreadable') return policy;
    return { ...policy, document: reduction.after ?? NOTHING };
  })(role);
  return yield* proveReduction(before, { ...after, boundary: before.boundary, scpLevels: before.scpLevels }, uses);
}

/** What is left of a policy that is detached. */
const NOTHING = JSON.stringify({ Version: '2012-10-17', Statement: [] });

const NOT_ASKED =
  'When this role last used anything is not known: IAM was not asked. Collect it with `rolereach ingest --aws --last-accessed all`, or from a file (docs/organization-file.md).';

/** "You cannot change the permissions policies of a service-linked role" ("Create a service-linked role"). */
const ownedByAws = ({ role }: Principal): string | null =>
  role?.serviceLinked === true
    ? 'AWS itself keeps the policies of a service-linked role: nobody else can change them.'
    : null;

function notesOn({ path }: Principal): readonly string[] {
  const isOfIdentityCenter = path?.startsWith('/aws-reserved/sso.amazonaws.com/') === true;
  return isOfIdentityCenter
    ? [
        'Identity Center keeps this role as its permission set says: change the permission set, which changes it in all of its accounts.',
      ]
    : [];
}
