import type { AccessGraph, HopClass, UncertainHops } from '../../core/model/access-graph.ts';
import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { HopDetails } from '../../core/model/hop.ts';
import { accountId, nodeId, organizationalUnitId, policyId, type NodeId } from '../../core/model/id.ts';
import type { OrganizationStructure } from '../../core/model/organization.ts';
import type { Policy } from '../../core/model/policy.ts';
import type { Principal, PrincipalKind } from '../../core/model/principal.ts';
import { ORGANIZATION_ID, ROOT, roleArn, userArn } from './organization.ts';

/**
 * Access graphs in a few lines, for tests. A line is a hop class, an uncertain one, or principals without hops:
 *
 *     1/alice, 1/bob -> 1/Deployer                   ALLOWED
 *     1/Deployer ~> 2/Admin: with MFA; from 10.0.0.1 CONDITIONAL, with its conditions
 *     * ?> 2/Broken: unreadable trust                uncertain hops, with the diagnostic's message; `*` is anyone
 *     1/Lonely
 *
 * A principal is ACCOUNT/Role, ACCOUNT/user (the case of its first letter says which), `service:…`, `federated:…`,
 * `account:ACCOUNT` or `public`. ACCOUNT is one digit, standing for twelve; 8 and 9 are outside the organization.
 */
export function graph(...lines: string[]): AccessGraph {
  const parsed = lines.map(parseLine);
  const refs = parsed.flatMap(({ sources, targets }) => [...sources, ...targets]).filter((ref) => ref !== '*');
  const principals = [...new Set(refs)].map(principalOf);
  const hops = parsed.filter(({ arrow }) => arrow === '->' || arrow === '~>');
  const uncertain = parsed.filter(({ arrow }) => arrow === '?>');
  return assemble(
    principals,
    hops.map(hopOf),
    uncertain.map((line) => ({
      sources: line.sources[0] === '*' ? null : ids(line.sources),
      targets: ids(line.targets),
      diagnostic: diagnostic(line),
    })),
  );
}

/** Id of the principal that a line names so: `1/alice` → `arn:aws:iam::111111111111:user/alice`. */
export function id(ref: string): NodeId {
  if (ref === 'public') return nodeId('public:*');
  if (ref.startsWith('account:')) return nodeId(`account:${accountNumber(ref.slice('account:'.length))}`);
  const [digit, name] = accountAndName(ref);
  if (name === undefined) return nodeId(ref);
  return nodeId(isRole(name) ? roleArn(accountNumber(digit), name) : userArn(accountNumber(digit), name));
}

export const accountNumber = (digit: string): string => digit.repeat(12);

/** A hop class by the ids of its members. */
export interface HopOf extends HopDetails {
  readonly sources: readonly NodeId[];
  readonly targets: readonly NodeId[];
}

export interface UncertainOf {
  readonly sources: readonly NodeId[] | null;
  readonly targets: readonly NodeId[];
  readonly diagnostic: Diagnostic;
}

/** Sorts, numbers and shares what a graph is made of; each role gets a trust policy, its account a place in the tree. */
export function assemble(
  principals: readonly Principal[],
  hops: readonly HopOf[],
  uncertain: readonly UncertainOf[] = [],
): AccessGraph {
  const sorted = principals.toSorted((a, b) => byCodeUnit(a.id, b.id));
  const position = new Map(sorted.map((principal, index) => [principal.id, index]));
  const sets = new SetTable();
  const setOf = (members: readonly NodeId[]): number => sets.indexOf(members.map((member) => position.get(member)!));
  return {
    ...structure(sorted),
    principals: sorted,
    policies: policies(sorted, hops),
    hops: hops.map((hop): HopClass => ({ ...hop, sources: setOf(hop.sources), targets: setOf(hop.targets) })),
    uncertainHops: uncertain.map(({ sources, targets }, index): UncertainHops => {
      return { sources: sources && setOf(sources), targets: setOf(targets), diagnostic: index };
    }),
    diagnostics: uncertain.map((entry) => entry.diagnostic),
    sets: sets.rows,
    findings: [],
    analyzers: { accounts: [], analyzers: [] },
    usage: null,
    lastAccessed: [],
  };
}

/** A principal with what its kind asks for, and nothing more. */
export function principal(
  principalId: string,
  kind: PrincipalKind,
  name: string,
  account: string | null,
  more: Partial<Principal> = {},
): Principal {
  const role = { serviceLinked: false, description: null, maxSessionDuration: 3600, lastUsed: null };
  const own = kind === 'User' || kind === 'Role';
  return {
    id: nodeId(principalId),
    kind,
    name,
    accountId: account === null ? null : accountId(account),
    inOrganization: account !== null && !isOutside(account),
    path: own ? '/' : null,
    uniqueId: own ? `${kind === 'User' ? 'AIDA' : 'AROA'}${account}${name}` : null,
    tags: {},
    policies: kind === 'Role' ? [{ policy: trustPolicyId(principalId), side: 'trust', group: null }] : [],
    role: kind === 'Role' ? role : null,
    vendor: null,
    ...more,
  };
}

export const trustPolicyId = (role: string) => policyId(`${role}#trust`);

type Arrow = '->' | '~>' | '?>';

interface Line {
  readonly sources: readonly string[];
  readonly arrow: Arrow | null;
  readonly targets: readonly string[];
  readonly text: string;
}

function parseLine(line: string): Line {
  const match = /^(?<left>.*?)(?: (?<arrow>->|~>|\?>) (?<right>.*?)(?:: (?<text>.*))?)?$/s.exec(line.trim());
  const { left = '', arrow, right = '', text = '' } = match?.groups ?? {};
  return { sources: list(left, ','), arrow: (arrow as Arrow | undefined) ?? null, targets: list(right, ','), text };
}

const list = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');

const ids = (refs: readonly string[]): NodeId[] => refs.map(id);

const accountAndName = (ref: string): [string, string | undefined] => {
  const match = /^(\d)\/(.+)$/s.exec(ref);
  return match === null ? [ref, undefined] : [match[1]!, match[2]];
};

const isRole = (name: string): boolean => /^[A-Z]/.test(name);
const isOutside = (account: string): boolean => /^[89]/.test(account);

function principalOf(ref: string): Principal {
  const own = id(ref);
  if (ref === 'public') return principal(own, 'Public', 'Anyone', null);
  if (ref.startsWith('service:')) return principal(own, 'Service', ref.slice('service:'.length), null);
  if (ref.startsWith('federated:')) return principal(own, 'Federated', ref.slice('federated:'.length), null);
  if (ref.startsWith('account:')) {
    const account = own.slice('account:'.length);
    return principal(own, 'ExternalAccount', account, account, { vendor: account.startsWith('9') ? 'Acme' : null });
  }
  const [digit, name] = accountAndName(ref);
  const account = accountNumber(digit);
  if (isOutside(account)) return principal(own, 'External', name!, account);
  return principal(own, isRole(name!) ? 'Role' : 'User', name!, account);
}

function hopOf({ arrow, text, sources, targets }: Line, index: number): HopOf {
  const conditions = list(text, ';');
  if (arrow === '~>' && conditions.length === 0) conditions.push('with MFA');
  const federated = sources.some((source) => source.startsWith('federated:'));
  return {
    sources: ids(sources),
    targets: ids(targets),
    action: federated ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole',
    verdict: arrow === '->' ? 'ALLOWED' : 'CONDITIONAL',
    mechanism: mechanismOf(sources[0]!),
    conditions,
    condition: arrow === '->' ? null : { all: conditions.map((policyAllows) => ({ policyAllows })) },
    notes: [],
    evidence: [
      {
        policy: trustPolicyId(id(targets[0]!)),
        statement: index,
        sid: `Line${index}`,
        effect: 'Allow',
        side: 'trust',
      },
    ],
  };
}

function mechanismOf(source: string): HopDetails['mechanism'] {
  if (source === 'public') return 'trust-public';
  if (source.startsWith('service:')) return 'trust-service';
  if (source.startsWith('federated:')) return 'trust-federated';
  return source.startsWith('account:') ? 'trust-account' : 'trust-exact';
}

const diagnostic = ({ text, targets }: Line): Diagnostic => ({
  code: 'malformed-policy',
  severity: 'error',
  message: text === '' ? 'The trust policy cannot be read.' : text,
  principal: id(targets[0]!),
  accountId: null,
  policy: trustPolicyId(id(targets[0]!)),
});

/** Member sets by their content, so that no two are alike. */
class SetTable {
  readonly rows: Int32Array[] = [];
  readonly #byContent = new Map<string, number>();

  indexOf(members: readonly number[]): number {
    const row = Int32Array.from(new Set(members)).toSorted();
    const key = row.join();
    const known = this.#byContent.get(key);
    if (known !== undefined) return known;
    this.#byContent.set(key, this.rows.length);
    return this.rows.push(row) - 1;
  }
}

function policies(principals: readonly Principal[], hops: readonly HopOf[]): Policy[] {
  const statements = new Map<string, unknown[]>();
  for (const { evidence } of hops) {
    for (const { policy, statement, sid, effect } of evidence) {
      const own = statements.get(policy) ?? [];
      own[statement] = { Sid: sid, Effect: effect, Principal: '*', Action: 'sts:AssumeRole' };
      statements.set(policy, own);
    }
  }
  const trusts = principals
    .filter((candidate) => candidate.kind === 'Role')
    .map((role): Policy => {
      const policy = trustPolicyId(role.id);
      const Statement = statements.get(policy) ?? [];
      return { id: policy, kind: 'trust', name: 'trust', document: JSON.stringify({ Statement }) };
    });
  return [...trusts, FULL_ACCESS].toSorted((a, b) => byCodeUnit(a.id, b.id));
}

const FULL_ACCESS: Policy = {
  id: policyId('arn:aws:organizations::aws:policy/p-FullAWSAccess'),
  kind: 'scp',
  name: 'FullAWSAccess',
  document: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
};

/** The first account manages the organization and stands in its root, the others in one unit below. */
function structure(principals: readonly Principal[]): OrganizationStructure {
  const numbers = [...new Set(principals.map((candidate) => candidate.accountId))].filter((number) => number !== null);
  const management = numbers.filter((number) => !isOutside(number)).toSorted()[0];
  if (management === undefined) return { organization: null, organizationalUnits: [], accounts: [] };
  const attached = { scps: [FULL_ACCESS.id], rcps: [] };
  const [root, workloads] = [organizationalUnitId(ROOT), organizationalUnitId('ou-workloads')];
  return {
    organization: { id: ORGANIZATION_ID, managementAccountId: management, scpEnabled: true, rcpEnabled: false },
    organizationalUnits: [
      { id: root, name: 'Root', parentId: null, ...attached },
      { id: workloads, name: 'Workloads', parentId: root, ...attached },
    ],
    accounts: numbers.toSorted().map((number) => {
      const member = !isOutside(number);
      return {
        id: number,
        name: `account-${number}`,
        status: member ? 'ACTIVE' : null,
        parentId: member ? (number === management ? root : workloads) : null,
        collected: member,
        inOrganization: member,
        scps: member ? attached.scps : [],
        rcps: [],
      };
    }),
  };
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
