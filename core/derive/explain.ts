import type { Explanation } from '../model/hop.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { PolicyId } from '../model/id.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';

/** What a decision about one hop needs to look up; the policies are those of both principals and of their accounts. */
export interface ExplainContext {
  readonly structure: OrganizationStructure;
  readonly policies: ReadonlyMap<PolicyId, Policy>;
}

/** The ids of every policy that takes part in a decision about the hop. */
export function policiesOfHop(_from: Principal, _to: Principal, _structure: OrganizationStructure): PolicyId[] {
  throw new Error('in work');
}

/** The whole decision about the hop `from` → `to`, also where there is none. `to` is a role. */
export function explain(_from: Principal, _to: Principal, _context: ExplainContext): Explanation {
  throw new Error('in work');
}
