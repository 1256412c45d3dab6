import { isDeepStrictEqual } from 'node:util';
import { type AccountId, accountId } from '../../core/model/id.ts';
import { ENTITY_LISTS, LIST_NAMES, type ListName } from './authorization-details.ts';
import { ImportError } from '../errors.ts';
import type { Entity } from './pages.ts';

/** An entity as JSON text, which takes a fraction of the memory of its objects. */
interface EntityRecord {
  readonly json: string;
  readonly file: string;
  /** Of a managed policy: the number of its default version. */
  readonly version: number;
}

/** What was read of one account; the same whatever the files and pages it came in. */
export interface AccountRecords {
  readonly accountId: AccountId;
  /** JSON texts, sorted by ARN. */
  readonly lists: Readonly<Record<ListName, readonly string[]>>;
}

type Lists = Record<ListName, Map<string, EntityRecord>>;

/** Sorts the entities of many files by the account they belong to. */
export class AccountCollection {
  readonly #accounts = new Map<string, { lists: Lists; attached: Set<string> }>();
  /** Of AWS's own policies, the newest version seen anywhere: for the accounts that attach it and do not bring it. */
  readonly #awsManaged = new Map<string, EntityRecord>();

  /**
   * Takes the entities of one file in and gives the accounts they belong to. AWS's own policies go to all of these.
   * @param namedAccount the account that the file's name speaks of
   * @throws ImportError when an account has two different entities of one ARN, or when it is not clear whose one is
   */
  add(file: string, entities: readonly Entity[], namedAccount: string | null): readonly string[] {
    const owners = new Set(entities.map(({ arn }) => accountOf(arn)).filter(isAccountId));
    if (owners.size === 0 && namedAccount !== null) owners.add(namedAccount);
    for (const owner of owners) this.#account(owner);
    for (const entity of entities) {
      const record = { json: JSON.stringify(entity.fields), file, version: versionOf(entity) };
      if (isAwsManaged(entity)) {
        put(this.#awsManaged, entity, record, newer);
        for (const owner of owners) put(this.#account(owner).lists.Policies, entity, record, newerOrSame);
      } else {
        const account = this.#account(ownerOf(entity, owners, file));
        put(account.lists[entity.list], entity, record, same);
        for (const arn of attachedArns(entity)) account.attached.add(arn);
      }
    }
    return [...owners];
  }

  get ids(): ReadonlySet<string> {
    return new Set(this.#accounts.keys());
  }

  get size(): number {
    return this.#accounts.size;
  }

  /** Sorted by id. An account has those of AWS's own policies that it attaches. */
  *records(): Generator<AccountRecords> {
    for (const [id, { lists, attached }] of [...this.#accounts].toSorted(byKey)) {
      const policies = new Map([...lists.Policies].filter(([arn]) => !isAwsManagedArn(arn) || attached.has(arn)));
      for (const arn of attached) {
        const record = this.#awsManaged.get(arn);
        if (record !== undefined && !policies.has(arn)) policies.set(arn, record);
      }
      yield { accountId: accountId(id), lists: sortedTexts({ ...lists, Policies: policies }) };
    }
  }

  #account(id: string): { lists: Lists; attached: Set<string> } {
    let account = this.#accounts.get(id);
    if (account === undefined) {
      account = { lists: emptyLists(), attached: new Set() };
      this.#accounts.set(id, account);
    }
    return account;
  }
}

const emptyLists = (): Lists => ({
  UserDetailList: new Map(),
  GroupDetailList: new Map(),
  RoleDetailList: new Map(),
  Policies: new Map(),
});

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

function sortedTexts(lists: Lists): AccountRecords['lists'] {
  const sorted = LIST_NAMES.map((name) => [name, [...lists[name]].toSorted(byKey).map(([, { json }]) => json)]);
  return Object.fromEntries(sorted) as AccountRecords['lists'];
}

const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

const accountOf = (arn: string): string => arn.split(':', 5)[4]!;

const isAwsManagedArn = (arn: string): boolean => accountOf(arn) === 'aws';

const isAwsManaged = ({ list, arn }: Entity): boolean => list === 'Policies' && isAwsManagedArn(arn);

/** An ARN without an account id, as in a dump whose ids were masked, belongs to the only account of its file. */
function ownerOf({ arn, list }: Entity, owners: ReadonlySet<string>, file: string): string {
  const account = accountOf(arn);
  if (isAccountId(account)) return account;
  const [only, ...others] = owners;
  if (only !== undefined && others.length === 0) return only;
  throw new ImportError(
    file,
    `it is not clear which account the ${ENTITY_LISTS[list].noun} ${arn} belongs to: ` +
      'its ARN has no account id, and the file is not of one account. Give each account a file of its own.',
  );
}

function attachedArns({ fields }: Entity): string[] {
  const { AttachedManagedPolicies: attached = [], PermissionsBoundary: boundary } = fields as {
    AttachedManagedPolicies?: readonly { readonly PolicyArn: string }[];
    PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
  };
  const arns = attached.map(({ PolicyArn }) => PolicyArn);
  return boundary === undefined ? arns : [...arns, boundary.PermissionsBoundaryArn];
}

/** Which of two records of one ARN stays; null where that cannot be said. */
type Choose = (held: EntityRecord, added: EntityRecord) => EntityRecord | null;

const same: Choose = (held, added) =>
  held.json === added.json || isDeepStrictEqual(JSON.parse(held.json), JSON.parse(added.json)) ? held : null;

/** AWS changes its own policies at any time, also between two pages. */
const newer: Choose = (held, added) => (added.version > held.version ? added : held);

const newerOrSame: Choose = (held, added) => (held.version === added.version ? same(held, added) : newer(held, added));

const versionOf = ({ fields }: Entity): number =>
  Number((fields as { DefaultVersionId?: string }).DefaultVersionId?.slice(1) ?? 0);

function put(map: Map<string, EntityRecord>, { arn, list }: Entity, added: EntityRecord, choose: Choose): void {
  const held = map.get(arn);
  if (held === undefined) return void map.set(arn, added);
  const chosen = choose(held, added);
  if (chosen !== null) return void map.set(arn, chosen);
  const where = held.file === added.file ? 'earlier in the file' : `in ${held.file}`;
  throw new ImportError(
    added.file,
    `the ${ENTITY_LISTS[list].noun} ${arn} is not as it stands ${where}. ` +
      'Were these collected at different times? Keep one of the two.',
  );
}
