import type { DerivedAccount } from '../../core/derive/derived-account.ts';
import type { HopGroup, RoleHops } from '../../core/derive/derive-role.ts';
import type { HopDetails } from '../../core/model/hop.ts';
import type { AccountId, NodeId } from '../../core/model/id.ts';
import type { EvidenceStatement } from '../../core/model/policy.ts';

/**
 * A derived account as JSON keeps it: hops say the same over and over, so what they say stands in tables, and they
 * themselves are rows of numbers.
 */
interface PackedAccount extends Omit<DerivedAccount, 'roles' | 'grantedInto' | 'dependsOn'> {
  readonly grantedInto: readonly (readonly [AccountId, readonly NodeId[]])[];
  readonly dependsOn: Omit<DerivedAccount['dependsOn'], 'versions'> & {
    readonly versions: readonly (readonly [AccountId, string | null])[];
  };
  readonly roles: readonly PackedRole[];
  readonly details: readonly PackedDetails[];
  readonly evidence: readonly EvidenceStatement[];
  readonly members: readonly NodeId[];
}

type PackedDetails = Omit<HopDetails, 'evidence'>;

interface PackedRole extends Omit<RoleHops, 'groups'> {
  /** Positions of the details; of each statement; of each member. */
  readonly groups: readonly (readonly [number, readonly number[], readonly number[]])[];
}

export function pack(derived: DerivedAccount): string {
  const details = new Table<PackedDetails>();
  const evidence = new Table<EvidenceStatement>();
  const members = new Table<NodeId>();
  const packGroup = ({ members: ids, evidence: statements, ...rest }: HopGroup) =>
    [
      details.add(rest, JSON.stringify(rest)),
      statements.map((each) => evidence.add(each)),
      ids.map((id) => members.add(id)),
    ] as const;
  const packed: PackedAccount = {
    ...derived,
    grantedInto: [...derived.grantedInto],
    dependsOn: { ...derived.dependsOn, versions: [...derived.dependsOn.versions] },
    roles: derived.roles.map((role) => ({ ...role, groups: role.groups.map(packGroup) })),
    details: details.items,
    evidence: evidence.items,
    members: members.items,
  };
  return JSON.stringify(packed);
}

export function unpack(json: string): DerivedAccount {
  const { details, evidence, members, ...packed } = JSON.parse(json) as PackedAccount;
  const unpackRole = ({ groups, ...role }: PackedRole): RoleHops => ({
    ...role,
    groups: groups.map(([detail, statements, ids]) => ({
      ...details[detail]!,
      evidence: statements.map((each) => evidence[each]!),
      members: ids.map((each) => members[each]!),
    })),
  });
  return {
    ...packed,
    grantedInto: new Map(packed.grantedInto),
    dependsOn: { ...packed.dependsOn, versions: new Map(packed.dependsOn.versions) },
    roles: packed.roles.map(unpackRole),
  };
}

/** Things, each once: by what they are, or by a key that tells them apart. */
class Table<T> {
  readonly items: T[] = [];
  readonly #positions = new Map<unknown, number>();

  /** The position of the thing. */
  add(item: T, key: unknown = item): number {
    const known = this.#positions.get(key);
    if (known !== undefined) return known;
    this.#positions.set(key, this.items.length);
    return this.items.push(item) - 1;
  }
}
