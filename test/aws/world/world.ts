import type {
  AccountSnapshot,
  AuthorizationDetails,
  OrganizationDetails,
  RoleDetail,
} from '../../../core/model/snapshot.ts';
import type { Caller } from '../call.ts';
import type { AccountExtras, IdentityCenter } from '../extras.ts';
import type { AwsStubOptions } from '../options.ts';
import { Analyzers } from './analyzers.ts';
import { asIamGives, uniqueId } from './as-iam-gives.ts';
import { AccessKeys } from './credentials.ts';
import { Jobs } from './jobs.ts';
import { LeastRecent } from './least-recent.ts';

/** How many accounts' details are held in memory. */
const REMEMBERED = 64;

/** Everything that the services know, and what calls change of it. */
export class World {
  readonly partition: string;
  readonly keys = new AccessKeys();
  readonly jobs: Jobs;
  readonly analyzers = new Analyzers((account) => this.extras(account));
  /** Who the stub's own credentials are of. */
  readonly caller: Caller;
  readonly now: () => number;
  readonly options: AwsStubOptions;
  readonly #accounts: ReadonlyMap<string, AccountSnapshot>;
  readonly #members: ReadonlyMap<string, OrganizationDetails['Accounts'][number]>;
  readonly #details = new LeastRecent<AuthorizationDetails>(REMEMBERED);
  readonly #closed = new Set<string>();
  /** Trust policies that calls have changed, by the ARN of their role. */
  readonly #trusts = new Map<string, unknown>();

  constructor(options: AwsStubOptions) {
    this.options = options;
    this.partition = options.partition ?? 'aws';
    this.now = options.clock ?? Date.now;
    this.jobs = new Jobs(options.pollsPerJob ?? 1);
    this.#accounts = new Map(Array.from(options.snapshot.accounts, (account) => [account.accountId, account]));
    this.#members = new Map(this.organization?.Accounts.map((member) => [member.Id, member]));
    const account = options.callerAccount ?? this.managementAccount ?? [...this.#accounts.keys()][0] ?? '000000000000';
    const arn = `arn:${this.partition}:iam::${account}:user/collector`;
    this.caller = { account, arn, userId: uniqueId('AIDA', arn) };
  }

  /** Null where no account is in one. */
  get organization(): OrganizationDetails | null {
    return this.options.snapshot.organization;
  }

  get managementAccount(): string | undefined {
    return this.organization?.Organization.MasterAccountId;
  }

  get identityCenters(): readonly IdentityCenter[] {
    return this.options.identityCenters ?? [];
  }

  extras(account: string): AccountExtras {
    return this.options.extras?.[account] ?? {};
  }

  /** As IAM gives them; empty for an account of the organization that the snapshot does not have. */
  details(account: string): AuthorizationDetails {
    return this.#details.get(account, () => asIamGives(this.#withTrusts(this.#withAccessRole(account))));
  }

  role(arn: string): RoleDetail | undefined {
    const account = arn.split(':')[4] ?? '';
    return this.details(account).RoleDetailList.find(({ Arn }) => Arn === arn);
  }

  setTrust(role: RoleDetail, account: string, trustPolicy: unknown): void {
    this.#trusts.set(role.Arn, trustPolicy);
    this.#details.forget(account);
  }

  /** From now on the account is not there for anyone, and is `SUSPENDED` in its organization. */
  close(account: string): void {
    this.#closed.add(account);
  }

  isClosed(account: string): boolean {
    return this.#closed.has(account) || this.#statusOf(account) !== 'ACTIVE';
  }

  isKnown(account: string): boolean {
    return this.#accounts.has(account) || this.#member(account) !== undefined;
  }

  #withTrusts(details: AuthorizationDetails): AuthorizationDetails {
    if (this.#trusts.size === 0) return details;
    const RoleDetailList = details.RoleDetailList.map((role) =>
      this.#trusts.has(role.Arn) ? { ...role, AssumeRolePolicyDocument: this.#trusts.get(role.Arn) } : role,
    );
    return { ...details, RoleDetailList };
  }

  #statusOf(account: string): string {
    return this.#member(account)?.Status ?? 'ACTIVE';
  }

  #member(account: string): OrganizationDetails['Accounts'][number] | undefined {
    return this.#members.get(account);
  }

  #withAccessRole(account: string): AuthorizationDetails {
    const details = this.#accounts.get(account)?.details ?? NOTHING;
    const { accessRole } = this.options;
    if (accessRole === undefined || account === this.caller.account) return details;
    const others = details.RoleDetailList.filter(({ RoleName }) => RoleName !== accessRole.name);
    return { ...details, RoleDetailList: [...others, this.#accessRole(account, accessRole)] };
  }

  #accessRole(account: string, { name, externalId }: NonNullable<AwsStubOptions['accessRole']>): RoleDetail {
    const principal = { AWS: `arn:${this.partition}:iam::${this.caller.account}:root` };
    const condition = externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } };
    const statement = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...condition };
    return {
      Arn: `arn:${this.partition}:iam::${account}:role/${name}`,
      RoleName: name,
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [statement] },
      MaxSessionDuration: 3600,
    };
  }
}

const NOTHING: AuthorizationDetails = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
