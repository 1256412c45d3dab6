import type { RoleDetail } from '../../../core/model/snapshot.ts';
import { oidcProviderArn, samlProviderArn } from '../../../ingest/generate/arns.ts';
import { hexId, REGION } from '../../../ingest/generate/entities.ts';
import type { Plan } from '../../../ingest/generate/plan.ts';
import { createRandom, type Random } from '../../../ingest/generate/random.ts';
import type { AccountRecords } from '../../../ingest/import/account-records.ts';
import type { AccountExtras, ServiceLastAccessed } from '../extras.ts';
import { accountAnalyzers, type AnalyzersByRegion } from './analyzers.ts';
import { once } from './once.ts';

const GITHUB = 'token.actions.githubusercontent.com';

/**
 * What an account has beside its authorization details.
 * @param analyzers instead of those that the account may have of its own
 */
export function accountExtras(
  { accountId, lists }: AccountRecords,
  plan: Plan,
  analyzers?: () => AnalyzersByRegion,
): AccountExtras {
  const { name } = plan.accounts.find(({ id }) => id === accountId)!;
  const roles = once(() => lists.RoleDetailList.map((line) => JSON.parse(line) as RoleDetail));
  const lastAccessed = once(() =>
    Object.fromEntries(roles().map((role) => [role.Arn, lastAccessedOf(role, plan.seed)])),
  );
  const own = once(() => accountAnalyzers(accountId, roles, plan));
  return {
    aliases: [`generated-${name}`],
    samlProviders: [
      {
        Arn: samlProviderArn(accountId, `AWSSSO_${hexId(accountId)}_DO_NOT_DELETE`),
        SAMLMetadataDocument: `<EntityDescriptor entityID="https://portal.sso.${REGION}.amazonaws.com/saml/assertion/${hexId(accountId)}"/>`,
      },
    ],
    oidcProviders: [
      {
        Arn: oidcProviderArn(accountId, GITHUB),
        Url: GITHUB,
        ClientIDList: ['sts.amazonaws.com'],
        ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
      },
    ],
    get lastAccessed() {
      return lastAccessed();
    },
    get analyzers() {
      return (analyzers ?? own)();
    },
  };
}

const SERVICES: readonly (readonly [namespace: string, name: string, actions: readonly string[]])[] = [
  ['s3', 'Amazon S3', ['ListBuckets', 'CreateBucket', 'PutBucketPolicy']],
  ['ec2', 'Amazon EC2', ['DescribeInstances', 'RunInstances', 'TerminateInstances']],
  ['lambda', 'AWS Lambda', ['InvokeFunction', 'UpdateFunctionCode20150331v2']],
  ['iam', 'AWS Identity and Access Management', ['PassRole', 'ListRoles', 'UpdateAssumeRolePolicy']],
  ['sts', 'AWS Security Token Service', ['AssumeRole']],
  ['dynamodb', 'Amazon DynamoDB', []],
  ['logs', 'Amazon CloudWatch Logs', []],
];

/** Some services, used or not. */
function lastAccessedOf({ Arn }: RoleDetail, seed: number): ServiceLastAccessed[] {
  const random = createRandom(seed, 'last accessed', Arn);
  return SERVICES.filter(() => random.chance(0.6)).map(([ServiceNamespace, ServiceName, actions]) => {
    const service = { ServiceName, ServiceNamespace, TotalAuthenticatedEntities: 0 };
    const tracked = actions.map((ActionName) => ({ ActionName, ...(random.chance(0.4) ? used(random, Arn) : {}) }));
    const withActions = actions.length === 0 ? {} : { TrackedActionsLastAccessed: tracked };
    if (!random.chance(0.7)) return { ...service, ...withActions };
    const { LastAccessedTime: LastAuthenticated } = used(random, Arn);
    return {
      ...service,
      ...withActions,
      LastAuthenticated,
      LastAuthenticatedEntity: Arn,
      LastAuthenticatedRegion: REGION,
      TotalAuthenticatedEntities: 1,
    };
  });
}

const DAY = 86_400_000;

const used = (random: Random, LastAccessedEntity: string) => ({
  LastAccessedTime: new Date(Date.UTC(2025, 9, 28) - random.between(0, 300) * DAY).toISOString(),
  LastAccessedEntity,
  LastAccessedRegion: REGION,
});
