import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import { ImportError } from '../errors.ts';
import { anything, isObject, list, matching, object, optional, sentence, text } from './shape.ts';

type Unit = OrganizationDetails['OrganizationalUnits'][number];
type Account = OrganizationDetails['Accounts'][number];
type Root = OrganizationDetails['Roots'][number];
type ControlPolicy = OrganizationDetails['Policies'][number];

const accountId = matching(/^\d{12}$/, 'an account id of twelve digits');

const organization = object<OrganizationDetails>({
  Organization: object<OrganizationDetails['Organization']>({ Id: text, MasterAccountId: accountId }),
  Roots: list(
    object<Root>({
      Id: text,
      Name: optional(text),
      PolicyTypes: optional(list(object<NonNullable<Root['PolicyTypes']>[number]>({ Type: text, Status: text }))),
    }),
  ),
  OrganizationalUnits: list(object<Unit>({ Id: text, Name: text, ParentId: text })),
  Accounts: list(object<Account>({ Id: accountId, Name: text, Status: optional(text), ParentId: text })),
  Policies: list(
    object<ControlPolicy>({
      PolicySummary: object<ControlPolicy['PolicySummary']>({ Id: text, Arn: optional(text), Name: text, Type: text }),
      Content: anything,
      Targets: list(text),
    }),
  ),
});

/** Whether a JSON value has the look of an organization file, so that one in a folder is known for what it is. */
export const isOrganization = (value: unknown): boolean =>
  isObject(value) && 'Organization' in value && ('Roots' in value || 'Accounts' in value || 'Policies' in value);

/**
 * The organization from the values of its file: one object of raw CLI outputs, each as it came or already unwrapped.
 * @throws ImportError
 */
export function readOrganization(file: string, [value, ...rest]: readonly unknown[]): OrganizationDetails {
  const fail = (problem: string) => new ImportError(file, problem);
  if (rest.length > 0) throw fail(`expected one JSON object, found ${rest.length + 1} one after another.`);
  const unwrapped = isObject(value) ? unwrap(value) : value;
  const mismatch = organization(unwrapped);
  if (mismatch !== null) throw fail(`${sentence(mismatch)} The file should hold the outputs of \`aws organizations\`.`);
  const details = unwrapped as OrganizationDetails;
  const problem = treeProblem(details);
  if (problem !== null) throw fail(problem);
  return details;
}

type Json = Record<string, unknown>;

function unwrap(file: Json): unknown {
  return {
    Organization: inner(file['Organization'], 'Organization'),
    Roots: items(file['Roots'], 'Roots'),
    OrganizationalUnits: items(file['OrganizationalUnits'] ?? [], 'OrganizationalUnits', unwrapUnit),
    Accounts: items(file['Accounts'], 'Accounts', unwrapAccount),
    Policies: items(file['Policies'] ?? [], 'Policies', unwrapPolicy),
  };
}

/** `{ "Accounts": … }` and the like, as the CLI prints it, for what is within. */
const inner = (value: unknown, name: string): unknown => (isObject(value) && name in value ? value[name] : value);

function items(value: unknown, name: string, each: (item: Json) => Json = (item) => item): unknown {
  const found = inner(value, name);
  return Array.isArray(found) ? found.map((item: unknown) => (isObject(item) ? each(item) : item)) : found;
}

const unwrapUnit = ({ OrganizationalUnit, ...unit }: Json): Json => ({ ...unit, ...(OrganizationalUnit as Json) });

/** Newer responses say `State` where older ones said `Status`. */
const unwrapAccount = ({ State, ...account }: Json): Json =>
  State === undefined ? account : { Status: State, ...account };

function unwrapPolicy(policy: Json): Json {
  const { PolicySummary, Content } = inner(policy, 'Policy') as Json;
  const Targets = items(policy['Targets'], 'Targets');
  const ids = Array.isArray(Targets)
    ? Targets.map((target: unknown) => (isObject(target) ? target['TargetId'] : target))
    : Targets;
  return { PolicySummary, Content, Targets: ids };
}

/** Every account and unit must hang from the one root: what is attached above it decides about it. */
function treeProblem({ Roots, OrganizationalUnits, Accounts }: OrganizationDetails): string | null {
  if (Roots.length !== 1) return `$.Roots: expected one root, found ${Roots.length}.`;
  const parents = new Map(OrganizationalUnits.map(({ Id, ParentId }) => [Id, ParentId]));
  const root = Roots[0]!.Id;
  const children = { OrganizationalUnits, Accounts };
  for (const [name, members] of Object.entries(children)) {
    const seen = new Set<string>();
    for (const [at, { Id, ParentId }] of members.entries()) {
      const place = `$.${name}[${at}]`;
      if (seen.has(Id)) return `${place}.Id: ${Id} stands here a second time.`;
      seen.add(Id);
      if (!hangsFrom(root, ParentId, parents))
        return `${place}.ParentId: ${ParentId} does not lead to the root ${root}.`;
    }
  }
  return null;
}

function hangsFrom(root: string, unit: string, parents: ReadonlyMap<string, string>): boolean {
  let at: string | undefined = unit;
  for (let steps = 0; at !== undefined && steps <= parents.size; steps++) {
    if (at === root) return true;
    at = parents.get(at);
  }
  return false;
}
