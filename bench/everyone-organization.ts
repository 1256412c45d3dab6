import type { Snapshot } from '../core/model/snapshot.ts';
import {
  account,
  mayAssume,
  organization,
  role,
  document,
  ORGANIZATION_ID,
  trusts,
  user,
} from '../test/support/organization.ts';

export interface EveryoneOptions {
  readonly accounts: number;
  /** Who may assume every role: half of them users, half of them roles. */
  readonly principals: number;
  /** Roles that let every account in. */
  readonly roles: number;
}

/**
 * An organization made to hurt: everyone may assume every role, from every account, through a policy that all of an account
 * share; and one role lets in `*` for the organization. Spelled out it is principals × roles edges.
 */
export function everyoneOrganization({ accounts, principals, roles }: EveryoneOptions): Snapshot {
  const ids = Array.from({ length: accounts }, (_, index) => String(100_000_000_000 + index));
  const anyAccount = trusts(...ids.map((id) => `arn:aws:iam::${id}:root`));
  const [people, targets] = [principals / accounts / 2, roles / accounts];
  return {
    organization: organization({ management: ids[0]!, accounts: Object.fromEntries(ids.map((id) => [id, 'r-root'])) }),
    accounts: ids.map((id, index) => {
      const staff = { managed: [`arn:aws:iam::${id}:policy/Staff`] };
      return account(id, {
        users: numbered(people, (n) => user(id, `person-${n}`, staff)),
        roles: [
          ...numbered(people, (n) => role(id, `Job-${n}`, forEc2, staff)),
          ...numbered(targets, (n) => role(id, `Shared-${n}`, anyAccount)),
          ...(index === 0 ? [role(id, 'Everyone', forOrganization)] : []),
        ],
        managed: { [staff.managed[0]!]: mayAssume('*') },
      });
    }),
  };
}

const forEc2 = document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });

const forOrganization = document({
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION_ID } },
});

const numbered = <Item>(count: number, make: (number: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));
