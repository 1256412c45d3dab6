import { parseArn } from '../../core/model/arn.ts';
import type { GeneratedPolicies } from '../../resolve/live/generate-policy.ts';
import { UsageError } from '../exit.ts';
import { interruptible } from '../interrupt.ts';
import { note } from '../output/streams.ts';
import { printable } from '../output/printable.ts';
import { type AccountOptions, sessionIn } from '../resolution/in-account.ts';

/** What a policy is generated with, by the names that the command line gives. */
export interface GenerateOptions extends AccountOptions {
  readonly generate?: true;
  readonly trail?: readonly string[];
  readonly cloudtrailRole?: string;
  readonly days: number;
  readonly job?: string;
  readonly region?: string;
  readonly patience: number;
}

/** Has Access Analyzer generate a policy for a role, in its account, and waits for it. @throws UsageError where there is none */
export async function generateFor(role: string, options: GenerateOptions): Promise<GeneratedPolicies> {
  checkOptions(options);
  const session = await sessionIn(parseArn(role)!.account, options);
  const client = session.accessAnalyzer(options.region ?? session.region);
  const { generatePolicy, fetchGenerated } = await import('../../resolve/live/generate-policy.ts');
  const { trail: trails = [], cloudtrailRole: accessRole = '', days, job } = options;
  const patience = options.patience * 60_000;
  try {
    return await interruptible((signal) => {
      if (job !== undefined) return fetchGenerated(client, job, { signal, patience });
      note(`Access Analyzer reads what CloudTrail logged in ${days} days; Ctrl-C stops it.`);
      return generatePolicy(client, { role, trails, accessRole, days }, { signal, patience, onStarted });
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw new UsageError(`Access Analyzer generated no policy: ${reasonOf(error)}`);
  }
}

const onStarted = (job: string): void =>
  note(`It is job ${printable(job)}: its policy can also be fetched later, with --job.`);

function checkOptions({ generate, trail, cloudtrailRole, job }: GenerateOptions): void {
  if (job !== undefined && (generate || trail !== undefined))
    throw new UsageError('--job fetches what was started before: leave out --generate and --trail.');
  if (generate && (trail === undefined || cloudtrailRole === undefined))
    throw new UsageError(
      "--generate needs --trail, the ARN of a trail that logs the role's account, and --cloudtrail-role, that of a role with which Access Analyzer may read it.",
    );
}

function reasonOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === 'GenerationError') return message;
  const needs = name === 'AccessDeniedException' ? ` ${NEEDS}` : '';
  return `${name}: ${message}${needs}`;
}

/** "Permissions required to generate a policy" */
const NEEDS =
  'It takes access-analyzer:StartPolicyGeneration, GetGeneratedPolicy and CancelPolicyGeneration, and iam:PassRole for the role that reads the trail.';
