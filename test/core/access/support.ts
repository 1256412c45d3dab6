import { createActors, type Actor } from '../../../core/access/actor.ts';
import { decideAccess, type AccessDecision } from '../../../core/access/decide-access.ts';
import { derive } from '../../../core/derive/derive.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import { globOf } from '../../../core/policy/glob.ts';
import {
  account,
  document,
  organization,
  role,
  snapshot,
  trusts,
  user,
  type Statement,
} from '../../support/organization.ts';

export const ACCOUNT = '111122223333';

/** The statements on one principal's side; `broken`: a policy that is no JSON. */
export interface Side {
  readonly identity?: readonly Statement[] | 'broken';
  /** One more identity policy, as it is. */
  readonly raw?: unknown;
  readonly boundary?: readonly Statement[];
  readonly scp?: readonly Statement[];
  /** Whether those who assume the role may choose tags for its sessions. */
  readonly tagged?: true;
  /** Alice, a user, unless it is the role Worker. */
  readonly kind?: 'user' | 'role';
}

/** A principal of a member account, of tag `team=blue`. */
export function actor({ identity = [], raw, boundary, scp, tagged, kind = 'user' }: Side): Actor {
  const arn = `arn:aws:iam::${ACCOUNT}:policy/Boundary`;
  const options = {
    tags: { team: 'blue' },
    inline: { own: identity === 'broken' ? '{' : document(...identity), ...(raw === undefined ? {} : { raw }) },
    ...(boundary === undefined ? {} : { boundary: arn }),
  };
  const policies = [control('p-test', scp ?? EVERYTHING, ['r-root']), control('p-full', EVERYTHING, ['ou-a', ACCOUNT])];
  const graph = derive(
    snapshot(
      [
        account(ACCOUNT, {
          users: kind === 'user' ? [user(ACCOUNT, 'alice', options)] : [],
          roles: kind === 'role' ? [role(ACCOUNT, 'Worker', tagged ? LETS_TAG : trusts(ACCOUNT), options)] : [],
          managed: boundary === undefined ? {} : { [arn]: document(...boundary) },
        }),
      ],
      organization({
        management: '999900001111',
        accounts: { [ACCOUNT]: 'ou-a' },
        units: { 'ou-a': 'r-root' },
        policies,
        fullAwsAccess: false,
      }),
    ),
  );
  const found = graph.principals.find(({ name }) => name === 'alice' || name === 'Worker')!;
  return actorsOf(graph)(found);
}

const EVERYTHING: readonly Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

const LETS_TAG = document({
  Effect: 'Allow',
  Principal: { AWS: ACCOUNT },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
});

const control = (id: string, statements: readonly Statement[], targets: readonly string[]) =>
  ({ id, type: 'SERVICE_CONTROL_POLICY', content: document(...statements), targets }) as const;

export function actorsOf(graph: AccessGraph) {
  const policies = new Map(graph.policies.map((policy) => [policy.id, policy]));
  return createActors(graph, (id) => policies.get(id));
}

export const decide = (side: Side, action: string, resource: string): AccessDecision =>
  decideAccess(actor(side), action, globOf(resource));
