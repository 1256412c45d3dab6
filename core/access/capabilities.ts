import { globOf, literalGlob } from '../policy/glob.ts';
import type { Actor } from './actor.ts';
import { decideAccess, type AccessDecision } from './decide-access.ts';

/** What an action lets its caller do, in the words of k9 ("access capability"). */
export const ACCESS_CAPABILITIES = ['use-resource', 'read-data', 'write-data'] as const;
export type AccessCapability = (typeof ACCESS_CAPABILITIES)[number];

/** One action of STS, and whether an actor's own side lets it be called. */
export interface Capability extends Pick<AccessDecision, 'verdict' | 'conditions' | 'condition' | 'evidence'> {
  readonly action: string;
  readonly capability: AccessCapability;
  /** False: no policy has a say in it. */
  readonly needsPermission: boolean;
  /** Sentences: what to know about it beyond the verdict. */
  readonly notes: readonly string[];
}

/** Every action of STS that counts as a capability, in the order of `ACCESS_CAPABILITIES`. */
export const capabilitiesOf = (actor: Actor): readonly Capability[] =>
  STS_ACTIONS.map((each) => capabilityOf(actor, each));

interface StsAction {
  readonly name: string;
  readonly capability: AccessCapability;
  /** Pattern of its resources, after `arn:PARTITION:`; null where it has none, so that a policy must say `*`. */
  readonly resources: string | null;
  readonly usersOnly?: true;
  readonly needsNoPermission?: string;
  readonly notes: readonly string[];
}

const ONLY_TRUST =
  "It is called with a token of an identity provider and no AWS credentials: a role's trust policy alone decides, whatever the caller's own policies say.";

/** Resources as "Actions, resources, and condition keys for AWS Security Token Service" has them. */
const STS_ACTIONS: readonly StsAction[] = [
  {
    name: 'AssumeRole',
    capability: 'use-resource',
    resources: 'iam::*:role/*',
    notes: [
      "A role's trust policy must let the caller in as well, and one of the caller's own account may do so alone; the access summary has what comes of both.",
    ],
  },
  { name: 'AssumeRoleWithSAML', capability: 'use-resource', resources: 'iam::*:role/*', notes: [ONLY_TRUST] },
  { name: 'AssumeRoleWithWebIdentity', capability: 'use-resource', resources: 'iam::*:role/*', notes: [ONLY_TRUST] },
  { name: 'GetAccessKeyInfo', capability: 'read-data', resources: null, notes: [] },
  {
    name: 'GetCallerIdentity',
    capability: 'read-data',
    resources: null,
    // "If an administrator attaches a policy … that explicitly denies access …, you can still perform this operation" (GetCallerIdentity).
    needsNoPermission: 'It needs no permission: AWS answers even where a policy denies it.',
    notes: [],
  },
  // "Compare AWS STS credentials": by users and the root user of an account.
  {
    name: 'GetFederationToken',
    capability: 'read-data',
    resources: 'sts::*:federated-user/*',
    usersOnly: true,
    notes: [],
  },
  {
    name: 'GetServiceBearerToken',
    capability: 'read-data',
    resources: null,
    // "Service bearer tokens"
    notes: ['A service, such as CodeArtifact, asks for the token on behalf of the caller.'],
  },
  {
    name: 'GetSessionToken',
    capability: 'read-data',
    resources: null,
    usersOnly: true,
    // "You cannot use policies to control authentication operations" ("Permissions for GetSessionToken").
    needsNoPermission: 'It needs no permission: no policy has a say in it.',
    notes: [],
  },
  { name: 'DecodeAuthorizationMessage', capability: 'write-data', resources: null, notes: [] },
  {
    name: 'TagSession',
    capability: 'write-data',
    resources: '*',
    notes: ["It goes with a call for a session; a role's trust policy must allow it as well, or alone."],
  },
];

function capabilityOf(actor: Actor, { name, capability, notes, ...rest }: StsAction): Capability {
  const action = `sts:${name}`;
  const needsPermission = rest.needsNoPermission === undefined;
  const common = { action, capability, needsPermission };
  if (rest.usersOnly && actor.caller.kind !== 'User') return { ...common, ...NEVER, notes: [USERS_ONLY] };
  if (rest.needsNoPermission !== undefined) return { ...common, ...ALWAYS, notes: [rest.needsNoPermission] };
  return { ...common, ...decideAccess(actor, action, resourcesOf(actor, rest.resources)), notes };
}

const NOTHING = { conditions: [], condition: null, evidence: [] };
const ALWAYS = { verdict: 'ALLOWED', ...NOTHING } as const;
const NEVER = { verdict: 'DENIED', ...NOTHING } as const;

const USERS_ONLY = 'It takes the long-term credentials of a user: a session of a role cannot call it.';

/** "… you must specify all resources (\"*\") in the Resource element": the star itself, which only a star matches. */
const NO_RESOURCE = literalGlob('*');

const resourcesOf = ({ caller }: Actor, resources: string | null) =>
  resources === null ? NO_RESOURCE : globOf(`arn:${caller.partition}:${resources}`);
