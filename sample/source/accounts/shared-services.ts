import { ADMINISTRATOR_ACCESS } from '../../../ingest/generate/aws-roles.ts';
import { baseline } from '../baseline.ts';
import { type AccountDetails, group, managedPolicy, role, user } from '../../../ingest/generate/entities.ts';
import { policyArn, roleArn, rootArn } from '../../../ingest/generate/arns.ts';
import { DATA_DEV, ORDERS_DEV, ORDERS_PROD, ORDERS_STAGING, PAYMENTS_PROD, SHARED_SERVICES } from '../names.ts';
import { allow, mayAssume, trust, trustSaml, trustService, trustWebIdentity } from '../../../ingest/generate/statements.ts';

const GITHUB = `arn:aws:iam::${SHARED_SERVICES}:oidc-provider/token.actions.githubusercontent.com`;
const OKTA = `arn:aws:iam::${SHARED_SERVICES}:saml-provider/Okta`;
const AUDIENCE = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' };

/** Where software is built and shipped: a way into every product. */
export const sharedServices: AccountDetails = {
  users: [
    user(SHARED_SERVICES, 'jenkins-legacy', {
      tags: { owner: 'unknown', note: 'to be removed after the move to GitHub' },
      inline: { Deploy: [mayAssume(roleArn(ORDERS_PROD, 'DeployOrders'))] },
    }),
    user(SHARED_SERVICES, 'artifact-mirror', { groups: ['artifact-readers'] }),
  ],
  groups: [group(SHARED_SERVICES, 'artifact-readers', { attached: [policyArn(SHARED_SERVICES, 'artifact-read')] })],
  roles: [
    ...baseline(SHARED_SERVICES),
    role(
      SHARED_SERVICES,
      'GitHubActionsBuild',
      [
        {
          Sid: 'AnyRepository',
          ...trustWebIdentity(GITHUB, {
            StringEquals: AUDIENCE,
            StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:fernhollow/*' },
          }),
        },
      ],
      {
        description: 'Builds of all repositories',
        inline: {
          Build: [allow(['ecr:PutImage', 'ecr:UploadLayerPart']), mayAssume(roleArn(SHARED_SERVICES, 'ReleaseRunner'))],
        },
      },
    ),
    role(
      SHARED_SERVICES,
      'TerraformRunner',
      [
        {
          Sid: 'InfrastructureMain',
          ...trustWebIdentity(GITHUB, {
            StringEquals: {
              ...AUDIENCE,
              'token.actions.githubusercontent.com:sub': 'repo:fernhollow/infrastructure:ref:refs/heads/main',
            },
          }),
        },
      ],
      { inline: { Apply: [mayAssume(roleArn('*', 'TerraformApply'))] } },
    ),
    role(
      SHARED_SERVICES,
      'BuildDispatcher',
      [
        trust([roleArn(ORDERS_DEV, 'Developer'), roleArn(ORDERS_DEV, 'ContractorDeploy'), roleArn(DATA_DEV, 'DbtRunner')], {
          Sid: 'Teams',
        }),
      ],
      {
        description: 'Developers start builds through this one',
        inline: { Dispatch: [allow('codebuild:StartBuild'), mayAssume(roleArn(SHARED_SERVICES, 'ReleaseRunner'))] },
      },
    ),
    role(
      SHARED_SERVICES,
      'ReleaseRunner',
      [
        trustService('codebuild.amazonaws.com'),
        trust([roleArn(SHARED_SERVICES, 'GitHubActionsBuild'), roleArn(SHARED_SERVICES, 'BuildDispatcher')], {
          Sid: 'Builds',
        }),
      ],
      { inline: { Release: [{ ...mayAssume(roleArn('*', 'Deploy*')), Sid: 'AnyDeployRole' }] } },
    ),
    ...['payments', 'orders'].map((team) =>
      role(SHARED_SERVICES, `${team === 'orders' ? 'Orders' : 'Payments'}Pipeline`, [trustService('codepipeline.amazonaws.com')], {
        tags: { team },
        attached: [policyArn(SHARED_SERVICES, 'pipelines')],
      }),
    ),
    role(SHARED_SERVICES, 'OktaEngineer', [{ Sid: 'Okta', ...trustSaml(OKTA, ['sts:AssumeRoleWithSAML']) }], {
      description: 'Engineers who sign in by Okta; to be replaced by Identity Center',
      maxSessionHours: 8,
      inline: { Work: [mayAssume(roleArn(ORDERS_DEV, 'Developer')), allow('codecommit:GitPull')] },
    }),
    role(
      SHARED_SERVICES,
      'ArtifactReader',
      [trust([rootArn(ORDERS_PROD), rootArn(ORDERS_STAGING), rootArn(PAYMENTS_PROD)], { Sid: 'Products' })],
      { attached: [policyArn(SHARED_SERVICES, 'artifact-read')] },
    ),
    role(SHARED_SERVICES, 'BuildAgent', [trustService('ec2.amazonaws.com')], {
      attached: [policyArn(SHARED_SERVICES, 'artifact-read')],
      inline: { Dispatch: [mayAssume(roleArn(SHARED_SERVICES, 'BuildDispatcher'))] },
    }),
    role(SHARED_SERVICES, 'ImageFactory', [trustService('ec2.amazonaws.com', 'imagebuilder.amazonaws.com')], {
      attached: [ADMINISTRATOR_ACCESS],
      boundary: policyArn(SHARED_SERVICES, 'image-factory-boundary'),
    }),
  ],
  policies: [
    managedPolicy(SHARED_SERVICES, 'artifact-read', allow(['ecr:BatchGetImage', 'ecr:GetAuthorizationToken', 's3:GetObject'])),
    managedPolicy(
      SHARED_SERVICES,
      'pipelines',
      allow(['codebuild:StartBuild', 'codepipeline:*']),
      mayAssume(roleArn(PAYMENTS_PROD, 'LedgerOperator')),
    ),
    managedPolicy(SHARED_SERVICES, 'image-factory-boundary', allow(['ec2:*', 'imagebuilder:*', 'ssm:GetParameter'])),
  ],
};
