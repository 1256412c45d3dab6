import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import { roleArn } from './arns.ts';
import { ORGANIZATION_ID } from './platform.ts';
import { type Plan, UNITS } from './plan.ts';
import { allow, policy, type Statement } from './statements.ts';

const ROOT = 'r-gen0';
const unitId = (unit: string): string => `ou-gen0-${unit.toLowerCase()}`;

/** The accounts of a generated organization, the tree they hang in, and its control policies. */
export function organizationDetails({ accounts, central }: Plan): OrganizationDetails {
  const everywhere = [ROOT, ...UNITS.map(unitId), ...accounts.map(({ id }) => id)];
  const types = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];
  return {
    Organization: { Id: ORGANIZATION_ID, MasterAccountId: central.management },
    Roots: [{ Id: ROOT, Name: 'Root', PolicyTypes: types.map((Type) => ({ Type, Status: 'ENABLED' })) }],
    OrganizationalUnits: UNITS.map((unit) => ({ Id: unitId(unit), Name: unit, ParentId: ROOT })),
    Accounts: accounts.map(({ id, name, unit }) => ({ Id: id, Name: name, Status: 'ACTIVE', ParentId: unitId(unit) })),
    Policies: [
      controlPolicy('FullAWSAccess', 'SERVICE_CONTROL_POLICY', [allow('*')], everywhere),
      controlPolicy('StayInSandbox', 'SERVICE_CONTROL_POLICY', STAY_IN_SANDBOX, [unitId('Sandbox')]),
      controlPolicy('OnlyOurOwn', 'RESOURCE_CONTROL_POLICY', ONLY_OUR_OWN, [unitId('Security')]),
    ],
  };
}

const controlPolicy = (name: string, type: string, statements: readonly Statement[], targets: readonly string[]) => ({
  PolicySummary: { Id: `p-${name}`, Arn: `arn:aws:organizations::aws:policy/p-${name}`, Name: name, Type: type },
  Content: JSON.stringify(policy(...statements)),
  Targets: targets,
});

/** Nobody but its administrators goes from the sandbox into other accounts. */
const STAY_IN_SANDBOX: readonly Statement[] = [
  {
    Sid: 'StayInSandbox',
    Effect: 'Deny',
    Action: 'sts:AssumeRole',
    Resource: '*',
    Condition: {
      StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' },
      ArnNotLike: { 'aws:PrincipalArn': roleArn('*', 'AWSReservedSSO_AdministratorAccess_*', '/aws-reserved/*') },
    },
  },
];

const ONLY_OUR_OWN: readonly Statement[] = [
  {
    Sid: 'OnlyOurOwn',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:AssumeRole',
    Resource: '*',
    Condition: {
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION_ID },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  },
];
