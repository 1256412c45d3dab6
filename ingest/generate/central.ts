import { roleArn } from './arns.ts';
import { type AccountDetails, role, user } from './entities.ts';
import { CENTRAL, type Central, type Plan, TEAMS_PER_ACCOUNT } from './plan.ts';
import { mayAssume, trustService } from './statements.ts';

type Principals = Required<Pick<AccountDetails, 'users' | 'roles'>>;

/** What a central account has to reach into all others; nothing for an account that is not central. */
export function centralPrincipals(account: string, plan: Plan): Principals {
  const own = CENTRAL.filter((central) => plan.central[central] === account).map((central) =>
    MAKERS[central](account, plan),
  );
  return { users: own.flatMap(({ users }) => users), roles: own.flatMap(({ roles }) => roles) };
}

type Maker = (account: string, plan: Plan) => Principals;

const several = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const into = (name: string, path?: string) => ({ Reach: [mayAssume(roleArn('*', name, path))] });

const MAKERS: Readonly<Record<Central, Maker>> = {
  management: (account) => ({
    roles: [],
    users: several(8).map((n) =>
      user(account, `root-operator-${n}`, { inline: into('OrganizationAccountAccessRole') }),
    ),
  }),
  security: (account) => ({
    roles: [role(account, 'AuditCrawler', [trustService('lambda.amazonaws.com')], { inline: into('SecurityAudit') })],
    users: several(60).map((n) => user(account, `responder-${n}`, { inline: into('IncidentResponse') })),
  }),
  delivery: (account, { accounts }) => ({
    roles: several(Math.max(1, Math.round(accounts.length * TEAMS_PER_ACCOUNT))).flatMap((team) =>
      several(40).map((n) =>
        role(account, `team-${team}-pipeline-${n}`, [trustService('codebuild.amazonaws.com')], {
          path: '/pipelines/',
          inline: into('*', '/deploy/'),
        }),
      ),
    ),
    users: [],
  }),
  observability: (account) => ({
    roles: several(120).map((n) =>
      role(account, `collector-${n}`, [trustService('ecs-tasks.amazonaws.com')], { inline: into('ObservabilityRead') }),
    ),
    users: [],
  }),
  data: (account) => ({
    roles: [role(account, 'DataPlatform', [trustService('glue.amazonaws.com')], { inline: into('DataExport') })],
    users: [],
  }),
};
