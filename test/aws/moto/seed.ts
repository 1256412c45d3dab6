import { IAMClient, type Tag } from '@aws-sdk/client-iam';
import * as iam from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import * as organizations from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Document } from '../../support/organization.ts';

/** What moto is filled with, over the SDK as anyone would fill AWS. */

const ACCESS_ROLE = 'OrganizationAccountAccessRole';

/** How to call it: `environment` of a server, in the SDK's words. */
export interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

export const connect = (url: string): Connection => ({
  endpoint: url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
});

/** The same, in a member account. */
export async function connectTo(account: string, connection: Connection): Promise<Connection> {
  const RoleArn = `arn:aws:iam::${account}:role/${ACCESS_ROLE}`;
  const { Credentials: given } = await new STSClient(connection).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'seed' }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = given!;
  const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
  return { ...connection, credentials };
}

/** An organization that grows as its functions are called. */
export class SeededOrganization {
  readonly #client: OrganizationsClient;
  readonly id: string;
  readonly root: string;

  private constructor(client: OrganizationsClient, id: string, root: string) {
    this.#client = client;
    this.id = id;
    this.root = root;
  }

  /** Creates it, with both kinds of control policies enabled. */
  static async create(connection: Connection): Promise<SeededOrganization> {
    const client = new OrganizationsClient(connection);
    const { Organization } = await client.send(new organizations.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const { Roots } = await client.send(new organizations.ListRootsCommand());
    const RootId = Roots![0]!.Id!;
    for (const PolicyType of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const) {
      await client.send(new organizations.EnablePolicyTypeCommand({ RootId, PolicyType }));
    }
    return new SeededOrganization(client, Organization!.Id!, RootId);
  }

  async unit(Name: string, ParentId = this.root): Promise<string> {
    const command = new organizations.CreateOrganizationalUnitCommand({ Name, ParentId });
    return (await this.#client.send(command)).OrganizationalUnit!.Id!;
  }

  async account(AccountName: string, parent: string): Promise<string> {
    const command = new organizations.CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` });
    const AccountId = (await this.#client.send(command)).CreateAccountStatus!.AccountId!;
    const move = { AccountId, SourceParentId: this.root, DestinationParentId: parent };
    await this.#client.send(new organizations.MoveAccountCommand(move));
    return AccountId;
  }

  async policy(Type: organizations.PolicyType, Name: string, content: Document, target: string): Promise<void> {
    const policy = { Type, Name, Description: Name, Content: JSON.stringify(content) };
    const { Policy } = await this.#client.send(new organizations.CreatePolicyCommand(policy));
    const PolicyId = Policy!.PolicySummary!.Id!;
    await this.#client.send(new organizations.AttachPolicyCommand({ PolicyId, TargetId: target }));
  }

  async close(AccountId: string): Promise<void> {
    await this.#client.send(new organizations.CloseAccountCommand({ AccountId }));
  }
}

/** IAM of one account. */
export class SeededAccount {
  readonly #client: IAMClient;

  constructor(connection: Connection) {
    this.#client = new IAMClient(connection);
  }

  async user(UserName: string, options: { readonly inline?: Document; readonly groups?: readonly string[] } = {}) {
    const { inline, groups = [] } = options;
    await this.#client.send(new iam.CreateUserCommand({ UserName }));
    for (const GroupName of groups) await this.#client.send(new iam.AddUserToGroupCommand({ UserName, GroupName }));
    if (inline === undefined) return;
    const policy = { UserName, PolicyName: 'inline', PolicyDocument: JSON.stringify(inline) };
    await this.#client.send(new iam.PutUserPolicyCommand(policy));
  }

  async group(GroupName: string, inline: Document): Promise<void> {
    await this.#client.send(new iam.CreateGroupCommand({ GroupName }));
    const policy = { GroupName, PolicyName: 'inline', PolicyDocument: JSON.stringify(inline) };
    await this.#client.send(new iam.PutGroupPolicyCommand(policy));
  }

  async role(
    RoleName: string,
    trust: Document,
    { inline, ...more }: { readonly inline?: Document; readonly Tags?: Tag[]; readonly Path?: string } = {},
  ): Promise<void> {
    const role = { RoleName, AssumeRolePolicyDocument: JSON.stringify(trust), ...more };
    await this.#client.send(new iam.CreateRoleCommand(role));
    if (inline === undefined) return;
    const policy = { RoleName, PolicyName: 'inline', PolicyDocument: JSON.stringify(inline) };
    await this.#client.send(new iam.PutRolePolicyCommand(policy));
  }

  /** Gives its ARN. */
  async openIdProvider(host: string): Promise<string> {
    const provider = { Url: `https://${host}`, ClientIDList: ['sts.amazonaws.com'], ThumbprintList: ['a'.repeat(40)] };
    const command = new iam.CreateOpenIDConnectProviderCommand(provider);
    return (await this.#client.send(command)).OpenIDConnectProviderArn!;
  }

  async alias(AccountAlias: string): Promise<void> {
    await this.#client.send(new iam.CreateAccountAliasCommand({ AccountAlias }));
  }

  async instanceProfile(RoleName: string): Promise<void> {
    const InstanceProfileName = RoleName;
    await this.#client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName }));
    await this.#client.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
  }
}
