import { setTimeout as sleep } from 'node:timers/promises';
import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  type GetServiceLastAccessedDetailsResponse,
  NoSuchEntityException,
  type ServiceLastAccessed as ServiceLastAccessedOfIam,
} from '@aws-sdk/client-iam';
import type { LastAccessedDetails, ServiceLastAccessed } from '../../core/model/account-facts.ts';
import type { Attempts } from './attempts.ts';
import { BadAnswerError } from './failed-call.ts';
import { allItems } from './pages.ts';
import type { AwsSession } from './session.ts';
import { sideBySide } from './side-by-side.ts';
import { stored } from './stored.ts';

export interface LastAccessedOptions {
  readonly signal?: AbortSignal | undefined;
  /** In milliseconds: the first pause before a job is asked about again, which doubles. */
  readonly pause?: number;
  /** How long a job may take, in milliseconds of pauses. */
  readonly patience?: number;
}

const LONGEST_PAUSE = 10_000;

/**
 * When roles last used each service and action that their policies allow. A role that is no longer there is left out, and
 * so is one whose job fails or takes too long, which is noted down.
 * @param roles ARNs, of the session's account
 */
export async function readLastAccessed(
  session: AwsSession,
  roles: readonly string[],
  attempts: Attempts,
  { signal, pause = 500, patience = 5 * 60_000 }: LastAccessedOptions = {},
): Promise<LastAccessedDetails> {
  const waiting = { signal, pause, patience };
  const services = await sideBySide(roles, (arn) =>
    attempts.try('iam:GetServiceLastAccessedDetails', () => readRole(session, arn, waiting)),
  );
  return Object.fromEntries(roles.flatMap((arn, index) => (services[index] ? [[arn, services[index]]] : [])));
}

/** Null where there is no such role. */
async function readRole(session: AwsSession, Arn: string, waiting: Waiting): Promise<ServiceLastAccessed[] | null> {
  const job = await startJob(session, Arn);
  return job === null ? null : readReport(session, job, waiting);
}

async function startJob(session: AwsSession, Arn: string): Promise<string | null> {
  try {
    const generate = new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity: 'ACTION_LEVEL' });
    return stored(await session.iam().send(generate), 'JobId').JobId;
  } catch (error) {
    if (error instanceof NoSuchEntityException) return null;
    throw error;
  }
}

async function readReport(session: AwsSession, JobId: string, waiting: Waiting): Promise<ServiceLastAccessed[]> {
  const first = await finished(session, JobId, waiting);
  const services = await allItems({
    page: async (Marker) =>
      Marker === undefined
        ? first
        : session.iam().send(new GetServiceLastAccessedDetailsCommand({ JobId, Marker, MaxItems: 1000 })),
    items: ({ ServicesLastAccessed }) => ServicesLastAccessed,
    next: ({ IsTruncated, Marker }) => (IsTruncated ? Marker : undefined),
  });
  return services.map(asService);
}

type Waiting = Required<Omit<LastAccessedOptions, 'signal'>> & Pick<LastAccessedOptions, 'signal'>;

/** The first page of the report of a job, once the job is done. */
async function finished(
  session: AwsSession,
  JobId: string,
  { signal, pause, patience }: Waiting,
): Promise<GetServiceLastAccessedDetailsResponse> {
  let next = pause;
  for (let waited = 0; waited <= patience; waited += next, next = Math.min(2 * next, LONGEST_PAUSE)) {
    await sleep(next, undefined, { signal });
    const report = await session.iam().send(new GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: 1000 }));
    if (report.JobStatus === 'COMPLETED') return report;
    if (report.JobStatus === 'FAILED')
      throw new BadAnswerError(`IAM could not make the report: ${report.Error?.Message}`);
  }
  throw new BadAnswerError('IAM did not finish the report in time.');
}

/** Without the members about other principals: the role is the only one. */
function asService(answered: ServiceLastAccessedOfIam): ServiceLastAccessed {
  const { ServiceName, ServiceNamespace, LastAuthenticated, LastAuthenticatedRegion, TrackedActionsLastAccessed } =
    answered;
  const service = { ServiceName, ServiceNamespace, LastAuthenticated, LastAuthenticatedRegion };
  const actions = TrackedActionsLastAccessed?.map(({ ActionName, LastAccessedTime, LastAccessedRegion }) =>
    stored({ ActionName, LastAccessedTime, LastAccessedRegion }, 'ActionName'),
  );
  return {
    ...stored(service, 'ServiceName', 'ServiceNamespace'),
    ...(actions === undefined ? {} : { TrackedActionsLastAccessed: actions }),
  };
}
