import type { ServiceLastAccessed } from '../../extras.ts';
import { asJson, omit, text, type Json } from '../../protocol/json.ts';
import { found, required, type Context } from '../operation.ts';
import { iamPage, truncation } from './paging.ts';

export function generateServiceLastAccessedDetails(context: Context): Json {
  const { world, account, parameters } = context;
  const arn = required(context, 'Arn');
  const { UserDetailList, RoleDetailList, GroupDetailList, Policies } = world.details(account);
  const known = [UserDetailList, RoleDetailList, GroupDetailList, Policies];
  found(
    known.some((list) => list.some(({ Arn }) => Arn === arn)) || undefined,
    'NoSuchEntity',
    `ARN ${arn} not found.`,
    404,
  );
  const granularity = text(parameters, 'Granularity') || 'SERVICE_LEVEL';
  return { JobId: world.jobs.start(`${granularity} ${account} ${arn}`) };
}

export function getServiceLastAccessedDetails(context: Context): Json {
  const { world, account } = context;
  const job = found(
    world.jobs.poll(required(context, 'JobId')),
    'NoSuchEntity',
    'Unable to find job with specified ID.',
    404,
  );
  const [granularity, owner, arn = ''] = job.about.split(' ');
  found(owner === account || undefined, 'NoSuchEntity', 'Unable to find job with specified ID.', 404);
  const JobCreationDate = new Date(world.now());
  if (context.jobFails) {
    const failure = { Code: 'ReportGenerationFailure', Message: 'The report could not be generated.' };
    return {
      JobStatus: 'FAILED',
      JobType: granularity,
      JobCreationDate,
      JobCompletionDate: JobCreationDate,
      Error: failure,
    };
  }
  if (!job.done) return { JobStatus: 'IN_PROGRESS', JobType: granularity, JobCreationDate, IsTruncated: false };
  const page = iamPage(context, world.extras(account).lastAccessed?.[arn] ?? []);
  return {
    JobStatus: 'COMPLETED',
    JobType: granularity,
    JobCreationDate,
    JobCompletionDate: JobCreationDate,
    ServicesLastAccessed: page.items.map((service) => atLevel(service, granularity)),
    ...truncation(page),
  };
}

/** Actions only where they were asked for. */
function atLevel(service: ServiceLastAccessed, granularity: string | undefined): Json {
  const whole = asJson({ TotalAuthenticatedEntities: 0, ...service });
  return granularity === 'ACTION_LEVEL' ? whole : omit(whole, ['TrackedActionsLastAccessed']);
}
