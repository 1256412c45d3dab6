import { finish } from '../../../core/derive/in-step.ts';
import type { ServiceLastAccessed } from '../../../core/model/account-facts.ts';
import { policyId } from '../../../core/model/id.ts';
import type { Policy } from '../../../core/model/policy.ts';
import type { AttachedPolicy, Principal } from '../../../core/model/principal.ts';
import type { ActionCatalogue } from '../../../core/refine/action-catalogue.ts';
import { createActionUses } from '../../../core/refine/action-use.ts';
import { refineRole, type RefinedRole } from '../../../core/refine/refine-role.ts';
import { graph, id } from '../../support/graph.ts';

/** Three services in little: no test needs to know what AWS has added to its own. */
export const CATALOGUE: ActionCatalogue = new Map([
  [
    's3',
    {
      name: 'Amazon S3',
      actions: [
        'CreateBucket',
        'GetBucketAcl',
        'GetBucketTagging',
        'GetObject',
        'ListAllMyBuckets',
        'PutBucketAcl',
        'PutObject',
      ],
    },
  ],
  ['sqs', { name: 'Amazon SQS', actions: ['DeleteQueue', 'ReceiveMessage', 'SendMessage'] }],
  ['iam', { name: 'AWS IAM', actions: ['CreateUser', 'GetUser', 'PassRole'] }],
  ['xray', { name: 'AWS X-Ray', actions: ['GetGroup', 'PutTraceSegments'] }],
]);

export const AT = '2026-11-20T08:00:00Z';
const REGION = 'eu-central-1';

/**
 * A report in a few words: `s3 ListAllMyBuckets+ CreateBucket` is a service that was accessed, with its tracked actions, `+` on those that
 * were; `-sqs` one that was not; `xray` one of which no action is tracked.
 */
export const report = (...lines: readonly string[]): ServiceLastAccessed[] =>
  lines.map((line) => {
    const [head = '', ...actions] = line.split(' ');
    const service = head.replace('-', '');
    const tracked = actions.map((action) =>
      action.endsWith('+')
        ? { ActionName: action.slice(0, -1), LastAccessedTime: AT, LastAccessedRegion: REGION }
        : { ActionName: action },
    );
    return {
      ServiceName: service,
      ServiceNamespace: service,
      ...(head.startsWith('-') ? {} : { LastAuthenticated: AT, LastAuthenticatedRegion: REGION }),
      ...(tracked.length === 0 ? {} : { TrackedActionsLastAccessed: tracked }),
    };
  });

export const usesOf = (...lines: readonly string[]) => createActionUses(CATALOGUE, report(...lines));

export interface RoleWith {
  readonly inline?: Readonly<Record<string, unknown>>;
  /** By ARN. */
  readonly managed?: Readonly<Record<string, unknown>>;
  readonly boundary?: unknown;
  readonly role?: Partial<Principal>;
}

const ROLE = id('1/Open');

/** Refines a role with these policies. @param lastAccessed null where IAM was not asked */
export function refined(
  { inline = {}, managed = {}, boundary, role = {} }: RoleWith,
  lastAccessed: readonly ServiceLastAccessed[] | null,
  catalogue: ActionCatalogue = CATALOGUE,
): RefinedRole {
  const policies = [
    ...Object.entries(inline).map(([name, document]) => policy(`${ROLE}#inline/${name}`, 'inline', name, document)),
    ...Object.entries(managed).map(([arn, document]) => policy(arn, 'managed', arn.split('/').at(-1)!, document)),
  ];
  const attached: AttachedPolicy[] = policies.map(({ id: own }) => ({ policy: own, side: 'identity', group: null }));
  const cap = policy('arn:aws:iam::111111111111:policy/Cap', 'managed', 'Cap', boundary);
  if (boundary !== undefined) attached.push({ policy: cap.id, side: 'boundary', group: null });
  const known = graph('account:9 -> 1/Open');
  const principal = known.principals.find((each) => each.id === ROLE)!;
  const byId = new Map([...known.policies, ...policies, cap].map((each) => [each.id, each]));
  const refining = refineRole(
    {
      role: { ...principal, policies: [...principal.policies, ...attached], ...role },
      report: lastAccessed,
      structure: known,
      policyOf: (wanted) => byId.get(wanted),
    },
    catalogue,
  );
  return finish(refining);
}

const policy = (own: string, kind: Policy['kind'], name: string, document: unknown): Policy => ({
  id: policyId(own),
  kind,
  name,
  document: typeof document === 'string' ? document : JSON.stringify(document ?? null),
});

export const allow = (Action: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
export const document = (...Statement: readonly unknown[]) => ({ Version: '2012-10-17', Statement });
