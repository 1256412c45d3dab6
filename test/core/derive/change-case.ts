import type { GeneratedCase } from '../../oracle/generate.ts';
import { UNREADABLE } from '../../oracle/generate-documents.ts';
import type { Document } from '../../support/organization.ts';

/** Ways to change a generated organization that a property says something about. */

export interface PlacedDocument {
  readonly kind: 'trust' | 'identity' | 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly document: Document;
}

/** Every document of an organization that can be read and changed in place, once. */
export function documentsOf({ accounts, organization }: GeneratedCase): PlacedDocument[] {
  const all = [
    ...Object.values(accounts).flatMap((account) => [
      ...(account.RoleDetailList ?? []).map((role) => placed('trust', role.AssumeRolePolicyDocument)),
      ...(account.Policies ?? []).map((policy) => placed('identity', policy.Document)),
    ]),
    ...(organization?.policies ?? []).map(({ type, content }) => placed(type, content)),
  ].filter(({ document }) => Array.isArray(document['Statement']) && !UNREADABLE.has(JSON.stringify(document)));
  // Accounts share documents.
  return [...new Map(all.map((each) => [each.document, each])).values()];
}

const placed = (kind: PlacedDocument['kind'], document: unknown): PlacedDocument => ({
  kind,
  document: document as Document,
});

/** Every list the other way round whose order means nothing; those within documents stay. */
export function permuted({ accounts, organization }: GeneratedCase): GeneratedCase {
  const reversed = Object.entries(accounts)
    .map(([id, { UserDetailList, RoleDetailList, GroupDetailList, Policies }]): [string, (typeof accounts)[string]] => [
      id,
      {
        UserDetailList: (UserDetailList ?? []).toReversed(),
        RoleDetailList: (RoleDetailList ?? []).toReversed(),
        GroupDetailList: (GroupDetailList ?? []).toReversed(),
        Policies: (Policies ?? []).toReversed(),
      },
    ])
    .toReversed();
  return {
    accounts: Object.fromEntries(reversed),
    ...(organization === undefined
      ? {}
      : { organization: { ...organization, policies: (organization.policies ?? []).toReversed() } }),
  };
}

/** The same with another id for an account, wherever it stands. */
export const renamed = <T>(value: T, from: string, to: string): T =>
  JSON.parse(JSON.stringify(value).replaceAll(from, to)) as T;
