import { oidcProviderArn, roleArn, rootArn } from './arns.ts';
import { type Entity, role, user } from './entities.ts';
import { WITH_MFA } from './platform.ts';
import type { Plan, PlannedAccount } from './plan.ts';
import { createRandom, type Random } from './random.ts';
import { allow, mayAssume, type Statement, trust, trustService, trustWebIdentity } from './statements.ts';

const GITHUB = 'token.actions.githubusercontent.com';

interface Site {
  readonly account: PlannedAccount;
  readonly plan: Plan;
  readonly random: Random;
}

/** What the teams have put into an account: applications, roles that people take on, what was left behind. */
export function workloads(account: PlannedAccount, plan: Plan): { roles: Entity[]; users: Entity[] } {
  const site = { account, plan, random: createRandom(plan.seed, 'workloads', account.id) };
  const applications = Math.max(1, Math.round(24 * account.size));
  const roles = Array.from({ length: applications }, (_, index) => applicationRoles(`app-${index}`, site)).flat();
  return {
    roles: [...roles, ...teamRoles(site), ...leftBehind(site)],
    users: Array.from({ length: Math.round(20 * account.size) }, (_, index) => staffUser(index, site)),
  };
}

function applicationRoles(app: string, { account, plan, random }: Site): Entity[] {
  const { id, team } = account;
  const functions = Math.round(2.2 * random.size(1.1));
  return [
    role(id, `${app}-deploy`, deployTrust(app, account, plan, random), {
      path: '/deploy/',
      inline: { Deploy: [allow(['ecs:*', 'lambda:*']), mayAssume(roleArn(id, `${app}-migrate`))] },
    }),
    role(id, `${app}-migrate`, [trust([roleArn(id, `${app}-deploy`, '/deploy/'), roleArn(id, `${app}-task`)])]),
    role(id, `${app}-task`, [trustService('ecs-tasks.amazonaws.com')], {
      tags: { team: `team-${team}` },
      inline: { Work: [allow('s3:GetObject', `arn:aws:s3:::${app}/*`), mayAssume(roleArn(id, `${app}-migrate`))] },
    }),
    role(id, `${app}-execution`, [trustService('ecs-tasks.amazonaws.com')]),
    ...Array.from({ length: functions }, (_, index) =>
      role(id, `${app}-function-${index}`, [trustService('lambda.amazonaws.com')], {
        inline: { Log: [allow('logs:*')] },
      }),
    ),
  ];
}

/** Pipelines of the delivery account, by their team's name, or GitHub's own. */
function deployTrust(app: string, { id, team }: PlannedAccount, { central }: Plan, random: Random): Statement[] {
  if (random.chance(0.3)) {
    const subject = random.chance(0.1) ? `repo:generated/*` : `repo:generated/${app}:ref:refs/heads/main`;
    const condition = {
      StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
      StringLike: { [`${GITHUB}:sub`]: subject },
    };
    return [trustWebIdentity(oidcProviderArn(id, GITHUB), condition)];
  }
  const pipelines = { ArnLike: { 'aws:PrincipalArn': roleArn(central.delivery, `team-${team}-*`, '/pipelines/') } };
  return [trust(rootArn(central.delivery), { Condition: pipelines })];
}

/** Roles that those who may take them on are told by policies, not by the trust. */
function teamRoles({ account: { id, size }, random }: Site): Entity[] {
  return Array.from({ length: Math.max(2, Math.round(18 * size)) }, (_, index) =>
    role(id, `team-role-${index}`, [trust(rootArn(id), random.chance(0.2) ? { Condition: WITH_MFA } : {})], {
      inline: { Work: [allow(['dynamodb:*', 'sqs:*'])] },
    }),
  );
}

const VENDORS = ['464646464646', '575757575757', '686868686868', '797979797979'];

function leftBehind({ account: { id }, random }: Site): Entity[] {
  const vendor = random.pick(VENDORS);
  const externalId = { Condition: { StringEquals: { 'sts:ExternalId': `generated-${id}` } } };
  return [
    ...(random.chance(0.4) ? [role(id, 'vendor-monitoring', [trust(rootArn(vendor), externalId)])] : []),
    ...(random.chance(0.05) ? [role(id, 'vendor-backup', [trust(rootArn(vendor))])] : []),
    ...(random.chance(0.01) ? [role(id, 'demo-upload', [trust('*')])] : []),
    ...(random.chance(0.1) ? [role(id, 'migration', [trust('AROAGENERATEDGONE00001')])] : []),
  ];
}

function staffUser(index: number, { account: { id }, random }: Site): Entity {
  const groups = index === 0 ? ['administrators'] : random.chance(0.8) ? ['developers'] : [];
  return user(id, `staff-${index}`, { groups });
}
