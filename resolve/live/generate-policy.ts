import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AccessAnalyzerClient,
  CancelPolicyGenerationCommand,
  GetGeneratedPolicyCommand,
  type GetGeneratedPolicyResponse,
  StartPolicyGenerationCommand,
} from '@aws-sdk/client-accessanalyzer';

/** What to generate a policy from. */
export interface GenerationQuestion {
  /** ARN, of the account that is asked. */
  readonly role: string;
  /** ARNs of trails. */
  readonly trails: readonly string[];
  /** ARN of a role that Access Analyzer takes on to read them. */
  readonly accessRole: string;
  /** How far back; 90 at the most. */
  readonly days: number;
}

export interface GenerationOptions {
  readonly signal?: AbortSignal | undefined;
  /** In milliseconds: the first pause before the job is asked about again, which doubles. */
  readonly pause?: number;
  /** How long to wait, in milliseconds of pauses. */
  readonly patience?: number;
  /** Hears of the job that has been started. */
  readonly onStarted?: (job: string) => void;
}

/** Policies that Access Analyzer made from what trails logged of a role. */
export interface GeneratedPolicies {
  readonly job: string;
  /** Null where it does not say. */
  readonly role: string | null;
  /** JSON texts; resources may be placeholders, such as `${BucketName}`, that are to be filled in. */
  readonly policies: readonly string[];
  /** Whether all that was logged is in them. */
  readonly complete: boolean;
  /** ISO 8601; null where it does not say. */
  readonly since: string | null;
  readonly until: string | null;
}

/** Access Analyzer gave no policy: a sentence that says why. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';
}

/**
 * Has Access Analyzer generate a policy ("IAM Access Analyzer policy generation") and waits for it. Where the signal stops it,
 * so is the job, as an account may have only so many at a time.
 * @throws GenerationError, the signal's reason, and what Access Analyzer says
 */
export async function generatePolicy(
  client: AccessAnalyzerClient,
  { role, trails, accessRole, days }: GenerationQuestion,
  options: GenerationOptions = {},
): Promise<GeneratedPolicies> {
  const { signal, onStarted } = options;
  const start = new StartPolicyGenerationCommand({
    policyGenerationDetails: { principalArn: role },
    cloudTrailDetails: {
      trails: trails.map((cloudTrailArn) => ({ cloudTrailArn, allRegions: true })),
      accessRole,
      startTime: new Date(Date.now() - days * 24 * 60 * 60_000),
    },
  });
  const { jobId = '' } = await client.send(start, sending(signal));
  onStarted?.(jobId);
  try {
    return await fetchGenerated(client, jobId, options);
  } catch (error) {
    if (signal?.aborted) await client.send(new CancelPolicyGenerationCommand({ jobId })).catch(() => {});
    throw error;
  }
}

const LONGEST_PAUSE = 15_000;

/** The policy of a job that has been started, once it is there. @throws as `generatePolicy` */
export async function fetchGenerated(
  client: AccessAnalyzerClient,
  jobId: string,
  { signal, pause = 2000, patience = 30 * 60_000 }: GenerationOptions = {},
): Promise<GeneratedPolicies> {
  const get = new GetGeneratedPolicyCommand({
    jobId,
    includeResourcePlaceholders: true,
    includeServiceLevelTemplate: true,
  });
  let next = pause;
  for (let waited = 0; ; waited += next, next = Math.min(2 * next, LONGEST_PAUSE)) {
    const answer = await client.send(get, sending(signal));
    const { status, jobError } = answer.jobDetails ?? {};
    if (status === 'SUCCEEDED') return generated(jobId, answer);
    if (status === 'CANCELED') throw new GenerationError(`The job ${jobId} was cancelled.`);
    if (status !== 'IN_PROGRESS')
      throw new GenerationError(
        `The job ${jobId} failed: ${jobError?.code ?? 'no reason given'}: ${jobError?.message ?? ''}`,
      );
    if (waited >= patience)
      throw new GenerationError(`The job ${jobId} is not done yet: fetch its policy later, with --job ${jobId}.`);
    await sleep(next, undefined, { signal });
  }
}

const sending = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { abortSignal: signal });

function generated(job: string, { generatedPolicyResult }: GetGeneratedPolicyResponse): GeneratedPolicies {
  const { properties, generatedPolicies = [] } = generatedPolicyResult ?? {};
  const { startTime, endTime } = properties?.cloudTrailProperties ?? {};
  return {
    job,
    role: properties?.principalArn ?? null,
    policies: generatedPolicies.flatMap(({ policy }) => (policy === undefined ? [] : [policy])),
    complete: properties?.isComplete === true,
    since: startTime?.toISOString() ?? null,
    until: endTime?.toISOString() ?? null,
  };
}
