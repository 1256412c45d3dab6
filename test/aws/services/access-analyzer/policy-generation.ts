import { commonError } from '../../protocol/error.ts';
import type { Json } from '../../protocol/json.ts';
import { parseArn } from '../../../../core/model/arn.ts';
import { required, type Context } from '../operation.ts';
import { there } from './analyzer.ts';

/** What a job was started with. */
interface Generation {
  readonly account: string;
  readonly principalArn: string;
  readonly startedOn: string;
  readonly cloudTrail: { readonly trails?: readonly Json[]; readonly startTime?: string; readonly endTime?: string };
}

export function startPolicyGeneration({ call, parameters, world, account }: Context): Json {
  const { principalArn } = (parameters['policyGenerationDetails'] ?? {}) as { principalArn?: string };
  if (principalArn === undefined) throw commonError(call.service, 'validation', 'Name a principal.');
  if (parseArn(principalArn)?.account !== account)
    throw commonError(call.service, 'validation', 'The principal is of another account.');
  const startedOn = new Date(world.now()).toISOString();
  const cloudTrail = (parameters['cloudTrailDetails'] ?? {}) as Generation['cloudTrail'];
  const generation: Generation = { account, principalArn, startedOn, cloudTrail };
  return { jobId: world.jobs.start(JSON.stringify(generation)) };
}

export function cancelPolicyGeneration(context: Context): Json {
  const jobId = required(context, 'jobId');
  there(context.world.jobs.has(jobId) || undefined, jobId);
  context.world.jobs.stop(jobId);
  return {};
}

/** A policy for what the principal is known to have accessed. */
export function getGeneratedPolicy(context: Context): Json {
  const { world, account } = context;
  const jobId = required(context, 'jobId');
  const { about, done, stopped } = there(world.jobs.poll(jobId), jobId);
  const { principalArn, startedOn, cloudTrail, ...job } = JSON.parse(about) as Generation;
  there(job.account === account || undefined, jobId);
  const { trails = [], startTime = startedOn, endTime = startedOn } = cloudTrail;
  const properties = {
    principalArn,
    isComplete: done,
    cloudTrailProperties: { trailProperties: trails, startTime, endTime },
  };
  if (context.jobFails) {
    const jobError = { code: 'SERVICE_ERROR', message: 'The policy could not be generated.' };
    return { jobDetails: { jobId, status: 'FAILED', startedOn, jobError }, generatedPolicyResult: { properties } };
  }
  if (stopped) return { jobDetails: { jobId, status: 'CANCELED', startedOn }, generatedPolicyResult: { properties } };
  if (!done) {
    const jobDetails = { jobId, status: 'IN_PROGRESS', startedOn };
    return { jobDetails, generatedPolicyResult: { properties, generatedPolicies: [] } };
  }
  return {
    jobDetails: { jobId, status: 'SUCCEEDED', startedOn, completedOn: new Date(world.now()).toISOString() },
    generatedPolicyResult: { properties, generatedPolicies: [{ policy: policyOf(context, principalArn) }] },
  };
}

function policyOf({ world, account }: Context, principal: string): string {
  const services = world.extras(account).lastAccessed?.[principal] ?? [];
  const actions = services.flatMap(({ ServiceNamespace, TrackedActionsLastAccessed = [] }) =>
    TrackedActionsLastAccessed.filter(({ LastAccessedTime }) => LastAccessedTime !== undefined).map(
      ({ ActionName }) => `${ServiceNamespace}:${ActionName}`,
    ),
  );
  const statement = { Sid: 'SupportedServiceSid0', Effect: 'Allow', Action: actions, Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: actions.length === 0 ? [] : [statement] });
}
