import type { UserDetail } from '../../../../core/model/snapshot.ts';
import { AwsError } from '../../protocol/error.ts';
import { asJson, type Json } from '../../protocol/json.ts';
import { CREATED } from '../../world/as-iam-gives.ts';
import type { World } from '../../world/world.ts';
import type { Context } from '../operation.ts';

/** Says `STARTED`, then `INPROGRESS`, and `COMPLETE` once the report is there. */
export function generateCredentialReport({ world, account }: Context): Json {
  const id = jobOf(account);
  if (!world.jobs.has(id)) {
    world.jobs.start(account, id);
    return { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' };
  }
  return world.jobs.poll(id)!.done ? { State: 'COMPLETE' } : { State: 'INPROGRESS' };
}

export function getCredentialReport({ world, account }: Context): Json {
  const job = world.jobs.poll(jobOf(account));
  if (job === undefined) {
    throw new AwsError(
      'ReportNotPresent',
      410,
      'No credential report exists. Call GenerateCredentialReport to generate one.',
    );
  }
  if (!job.done) throw new AwsError('ReportInProgress', 404, 'The credential report is still being generated.');
  const content = world.extras(account).credentialReport ?? reportOf(account, world);
  return {
    Content: Buffer.from(content).toString('base64'),
    ReportFormat: 'text/csv',
    GeneratedTime: new Date(world.now()),
  };
}

const jobOf = (account: string): string => `credential-report/${account}`;

const COLUMNS =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,' +
  'mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,' +
  'access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,' +
  'access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,' +
  'cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

/** The account's root user and its users, none of them with a password or a key. */
function reportOf(account: string, world: World): string {
  const root = ['<root_account>', `arn:${world.partition}:iam::${account}:root`, CREATED, 'not_supported'];
  const users = world.details(account).UserDetailList.map(identity);
  const others = COLUMNS.split(',').slice(root.length);
  const rest = others.map((column) => (column.endsWith('_active') ? 'false' : 'N/A'));
  return [COLUMNS, ...[root, ...users].map((row) => [...row, ...rest].join(','))].join('\n');
}

const identity = (user: UserDetail): string[] => [
  user.UserName,
  user.Arn,
  String(asJson(user)['CreateDate']),
  'false', // password_enabled
];
