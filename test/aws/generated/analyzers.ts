import type { RoleDetail } from '../../../core/model/snapshot.ts';
import { hexId, REGION } from '../../../ingest/generate/entities.ts';
import type { Plan } from '../../../ingest/generate/plan.ts';
import { createRandom } from '../../../ingest/generate/random.ts';
import type { AccountRecords } from '../../../ingest/import/account-records.ts';
import type { Analyzer, Finding } from '../extras.ts';
import { CREATED } from '../world/as-iam-gives.ts';

export type AnalyzersByRegion = Readonly<Record<string, readonly Analyzer[]>>;

/** The analyzer of the organization: a finding for each role that someone outside may take on, but for people's own. */
export function organizationAnalyzer(records: readonly AccountRecords[], plan: Plan): AnalyzersByRegion {
  const zone = new Set(plan.accounts.map(({ id }) => id));
  const findings = records.flatMap(({ accountId, lists }) =>
    lists.RoleDetailList.flatMap((line) => {
      const principal = outsiderIn(line, zone);
      return principal === null
        ? []
        : [externalFinding(JSON.parse(line) as RoleDetail, principal, accountId, plan.seed)];
    }),
  );
  const archiveRules = [{ ruleName: 'known-vendor', filter: { 'principal.AWS': { contains: ['464646464646'] } } }];
  return { [REGION]: [{ ...analyzer('organization', plan.central.security, 'ORGANIZATION'), archiveRules, findings }] };
}

/** The first principal of a role's trust policy, where it is outside the organization. */
function outsiderIn(line: string, zone: ReadonlySet<string>): Readonly<Record<string, string>> | null {
  const [, kind, name] = /"Principal":\{"(AWS|Federated)":\[?"([^"]+)"/.exec(line) ?? [];
  if (kind === undefined || line.includes('"Path":"/aws-')) return null;
  const [, account] = /^arn:aws:iam::(\d{12}):/.exec(name!) ?? [];
  const isOutside = kind === 'Federated' || name === '*' || (account !== undefined && !zone.has(account));
  return isOutside ? { [kind]: name! } : null;
}

/** Some accounts look for what their roles do not use. */
export function accountAnalyzers(
  account: string,
  roles: () => readonly RoleDetail[],
  { seed }: Plan,
): AnalyzersByRegion {
  const random = createRandom(seed, 'analyzers', account);
  if (!random.chance(0.2)) return {};
  const unused = roles().filter(({ Path = '/' }) => !Path.startsWith('/aws-') && random.chance(0.02));
  return {
    [REGION]: [
      {
        ...analyzer('unused', account, 'ACCOUNT_UNUSED_ACCESS'),
        configuration: { unusedAccess: { unusedAccessAge: 90 } },
        findings: unused.map((role) => unusedFinding(role, account)),
      },
    ],
  };
}

const analyzer = (name: string, account: string, type: Analyzer['type']): Analyzer => ({
  name,
  arn: `arn:aws:access-analyzer:${REGION}:${account}:analyzer/${name}`,
  type,
});

function externalFinding(
  role: RoleDetail,
  principal: Readonly<Record<string, string>>,
  account: string,
  seed: number,
): Finding {
  const action = [principal['Federated'] === undefined ? 'sts:AssumeRole' : 'sts:AssumeRoleWithWebIdentity'];
  const isPublic = principal['AWS'] === '*';
  return {
    ...finding('ExternalAccess', role, account),
    status: createRandom(seed, 'finding', role.Arn).chance(0.1) ? 'ARCHIVED' : 'ACTIVE',
    findingDetails: [{ externalAccessDetails: { action, condition: {}, isPublic, principal } }],
  };
}

const unusedFinding = (role: RoleDetail, account: string): Finding => ({
  ...finding('UnusedPermission', role, account),
  findingDetails: ['sqs', 'sns'].map((serviceNamespace) => ({
    unusedPermissionDetails: { serviceNamespace, lastAccessed: CREATED },
  })),
});

const finding = (findingType: Finding['findingType'], { Arn }: RoleDetail, account: string) =>
  ({
    id: `${findingType}-${hexId(Arn)}`,
    findingType,
    resource: Arn,
    resourceType: 'AWS::IAM::Role',
    resourceOwnerAccount: account,
    status: 'ACTIVE',
  }) as const;
