import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { vi } from 'vitest';
import { type Answer, handle } from '../../../deploy/resolution/handler/handle.ts';
import { type AwsStub, type AwsStubOptions, startAwsStub } from '../../aws/index.ts';
import { assume, iamClient } from '../../aws/sdk.ts';
import {
  account,
  document,
  organization,
  ORGANIZATION_ID,
  role,
  roleArn,
  snapshot,
} from '../../support/organization.ts';

/** An organization with the function in the account `SECURITY`, and a role in `MEMBER` that others may assume. */

export const [SECURITY, MEMBER, VENDOR] = ['111111111111', '222222222222', '999988887777'] as const;
export const ID = '22222222-dcba-4444-dcba-333333333333';
export const SID = ID.replaceAll('-', '');
export const ANALYZER = `arn:aws:access-analyzer:us-east-1:${SECURITY}:analyzer/organization`;
export const TOPIC = `arn:aws:sns:us-east-1:${SECURITY}:findings`;
export const FUNCTION = `arn:aws:lambda:us-east-1:${SECURITY}:function:rolereach`;
const KEY = `arn:aws:secretsmanager:us-east-1:${SECURITY}:secret:approvals-AbCdEf`;
export const MEMBER_ROLE = 'rolereach-resolution';
export const EXTERNAL_ID = 'an-external-id';
/** The function's environment, but for what a test says. */
export const SETTINGS = {
  ROLEREACH_MODE: 'enforce',
  ROLEREACH_ANALYZER: ANALYZER,
  ROLEREACH_ORGANIZATION_ID: ORGANIZATION_ID,
  ROLEREACH_MEMBER_ROLE: MEMBER_ROLE,
  ROLEREACH_EXTERNAL_ID: EXTERNAL_ID,
  ROLEREACH_BREAK_GLASS: '',
  ROLEREACH_TOPIC: TOPIC,
  ROLEREACH_APPROVAL_KEY: KEY,
  ROLEREACH_APPROVAL_HOURS: '24',
} as const;

export type Trust = Record<string, unknown>;

/** Lets the vendor's account in. */
export const ALLOW = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${VENDOR}:root` },
  Action: 'sts:AssumeRole',
};

export interface Scene {
  readonly trust?: unknown;
  /** IAM's path of the role. */
  readonly path?: string;
  /** Its path by the finding, where that is another. */
  readonly findingPath?: string;
  /** ARN of the role that the finding is about, where that is elsewhere. */
  readonly at?: string;
  /** Account of the role. */
  readonly in?: string;
  /** What Access Analyzer says of the access. */
  readonly principal?: Record<string, string>;
  readonly condition?: Record<string, string>;
  readonly action?: readonly string[];
  readonly error?: string;
  readonly status?: 'ACTIVE' | 'ARCHIVED' | 'RESOLVED';
  readonly tags?: Record<string, string>;
  readonly settings?: Partial<Record<keyof typeof SETTINGS, string>>;
  readonly stub?: Partial<AwsStubOptions>;
}

/** Everything that a test looks at. */
export class Stage {
  readonly stub: AwsStub;
  readonly role: string;
  readonly #scene: Scene;
  readonly told = new Set<string>();
  readonly log: Record<string, unknown>[] = [];
  /** Lets time go by. */
  now = new Date('2026-11-27T10:00:00Z');

  private constructor(stub: AwsStub, scene: Scene) {
    this.stub = stub;
    this.#scene = scene;
    this.role = roleOf(scene);
  }

  static async set(scene: Scene = {}): Promise<Stage> {
    const stub = await startAwsStub({ ...worldOf(scene), ...scene.stub });
    for (const [name, value] of Object.entries({ ...stub.environment, AWS_MAX_ATTEMPTS: '1' })) vi.stubEnv(name, value);
    return new Stage(stub, scene);
  }

  async leave(): Promise<void> {
    vi.unstubAllEnvs();
    await this.stub.close();
  }

  /** The event that EventBridge sends of the finding. */
  event(detail: Record<string, unknown> = {}): Record<string, unknown> {
    const { principal = { AWS: VENDOR }, condition = {}, action = ['sts:AssumeRole'], error } = this.#scene;
    const access = error === undefined ? { action, condition, isPublic: false, principal } : { error };
    return {
      version: '0',
      id: '11111111-2222-4444-aaaa-333333333333',
      'detail-type': 'Access Analyzer Finding',
      source: 'aws.access-analyzer',
      account: SECURITY,
      time: '2026-11-27T09:58:33Z',
      region: 'us-east-1',
      resources: [ANALYZER],
      detail: {
        version: '1.0',
        id: ID,
        status: 'ACTIVE',
        resourceType: 'AWS::IAM::Role',
        resource: this.role,
        accountId: accountOf(this.#scene),
        region: 'us-east-1',
        createdAt: '2026-11-27T09:30:50Z',
        analyzedAt: '2026-11-27T09:58:22Z',
        updatedAt: '2026-11-27T09:58:14Z',
        isDeleted: false,
        ...access,
        ...detail,
      },
    };
  }

  call(
    event: unknown = this.event(),
    functionArn: string = FUNCTION,
    settings: Scene['settings'] = {},
  ): Promise<Answer> {
    return handle(
      event,
      { invokedFunctionArn: functionArn, awsRequestId: 'request' },
      {
        environment: { ...SETTINGS, ...this.#scene.settings, ...settings },
        write: (line) => this.log.push(JSON.parse(line) as Record<string, unknown>),
        now: () => this.now,
      },
      this.told,
    );
  }

  approve(token: string, settings: Scene['settings'] = {}): Promise<Answer> {
    return this.call({ approve: token }, `${FUNCTION}:approve`, settings);
  }

  /** What was published, oldest first. */
  get messages(): readonly { readonly subject: string; readonly body: string }[] {
    return this.stub.requests
      .filter(({ operation, status }) => operation === 'Publish' && status === 200)
      .map(({ parameters }) => ({ subject: String(parameters['Subject']), body: String(parameters['Message']) }));
  }

  get writes(): readonly AwsStub['requests'][number][] {
    return this.stub.requests.filter(({ operation }) => operation === 'UpdateAssumeRolePolicy');
  }

  /** The statements of the role's trust policy. */
  async statements(): Promise<readonly Trust[]> {
    const { Role } = await (await this.#iam()).send(new GetRoleCommand({ RoleName: 'Deploy' }));
    const { Statement } = JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!)) as { Statement: Trust };
    return [Statement].flat();
  }

  async edit(trust: unknown): Promise<void> {
    const PolicyDocument = JSON.stringify(trust);
    await (await this.#iam()).send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Deploy', PolicyDocument }));
  }

  async #iam() {
    const credentials = await assume(this.stub, roleArn(this.#scene.in ?? MEMBER, MEMBER_ROLE), EXTERNAL_ID);
    return iamClient(this.stub, { credentials });
  }
}

/** There is a role of the same name, which nobody means, in the function's account. */
function worldOf(scene: Scene): AwsStubOptions {
  const { trust = document(ALLOW), path = '/team/', in: own = MEMBER, tags = {} } = scene;
  const memberRole = role(SECURITY, MEMBER_ROLE, {
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: SECURITY },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } },
    },
  });
  const meant = role(own, 'Deploy', trust, { path, tags });
  const namesake = role(SECURITY, 'Deploy', document(ALLOW));
  return {
    snapshot: snapshot(
      [
        account(SECURITY, { roles: [memberRole, own === SECURITY ? meant : namesake] }),
        account(MEMBER, { roles: own === MEMBER ? [meant] : [] }),
      ],
      organization({ management: SECURITY, accounts: { [SECURITY]: 'r-root', [MEMBER]: 'r-root' } }),
    ),
    accessRole: { name: MEMBER_ROLE, externalId: EXTERNAL_ID },
    extras: {
      [SECURITY]: {
        topics: [TOPIC],
        secrets: { [KEY]: 'k'.repeat(64) },
        analyzers: {
          'us-east-1': [{ name: 'organization', arn: ANALYZER, type: 'ORGANIZATION', findings: [findingOf(scene)] }],
        },
      },
    },
  };
}

/** As the finding has it. */
const roleOf = ({ in: own = MEMBER, path = '/team/', findingPath = path, at }: Scene): string =>
  at ?? roleArn(own, 'Deploy', findingPath);

const accountOf = (scene: Scene): string => roleOf(scene).split(':')[4]!;

function findingOf(scene: Scene) {
  const { principal = { AWS: VENDOR }, condition = {}, action = ['sts:AssumeRole'], error, status = 'ACTIVE' } = scene;
  return {
    id: ID,
    findingType: 'ExternalAccess',
    resource: roleOf(scene),
    resourceType: 'AWS::IAM::Role',
    resourceOwnerAccount: accountOf(scene),
    status,
    ...(error === undefined
      ? { findingDetails: [{ externalAccessDetails: { principal, condition, action, isPublic: false } }] }
      : { error, findingDetails: [] }),
  } as const;
}
