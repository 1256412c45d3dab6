import { lastSegment, parseArn } from '../model/arn.ts';
import { accountId, nodeId, type AccountId } from '../model/id.ts';
import type { Account } from '../model/organization.ts';
import type { Principal, PrincipalKind } from '../model/principal.ts';
import { federatedId } from '../policy/federation.ts';
import { vendorOf } from '../vendors/vendor-of.ts';

/** Nodes for sources that a trust policy names but the snapshot does not hold. */
export interface Outsiders {
  service(name: string): Principal;
  federated(provider: string, subject: string): Principal;
  account(id: string): Principal;
  /** A user, role or session of an account that is not in the snapshot. */
  principal(arn: string): Principal;
  readonly anyone: Principal;
}

export function createOutsiders(accounts: readonly Account[]): Outsiders {
  const listed = new Map<string, Account>(accounts.map((account) => [account.id, account]));
  const isInside = (id: AccountId | null): boolean => (id !== null && listed.get(id)?.inOrganization) ?? false;
  return {
    service: (name) => outsider('Service', `service:${name}`, name, null, false),
    federated: (provider, subject) => {
      const account = parseArn(provider)?.account;
      const name = subject === '' ? nameOfProvider(provider) : subject;
      return outsider('Federated', federatedId(provider, subject), name, account ? accountId(account) : null, false);
    },
    account: (id) => {
      const own = accountId(id);
      return withVendor(outsider('ExternalAccount', `account:${id}`, listed.get(id)?.name ?? id, own, isInside(own)));
    },
    principal: (arn) => {
      const own = accountId(parseArn(arn)!.account);
      return withVendor(outsider('External', arn, lastSegment(arn), own, isInside(own)));
    },
    anyone: outsider('Public', 'public:*', 'Anyone', null, false),
  };
}

/** `…:saml-provider/Okta` → `Okta`; `…:oidc-provider/token.example.com/x` → `token.example.com/x`. */
const nameOfProvider = (provider: string): string =>
  (parseArn(provider)?.resource ?? provider).replace(/^[\w-]+-provider\//, '');

/** An account of the organization is its own, whatever a list says. */
const withVendor = (principal: Principal): Principal =>
  principal.inOrganization || principal.accountId === null
    ? principal
    : { ...principal, vendor: vendorOf(principal.accountId) };

const outsider = (
  kind: PrincipalKind,
  id: string,
  name: string,
  account: AccountId | null,
  inOrganization: boolean,
): Principal => ({
  id: nodeId(id),
  kind,
  name,
  accountId: account,
  inOrganization,
  path: null,
  uniqueId: null,
  tags: {},
  policies: [],
  role: null,
  vendor: null,
});
