import { UsageError } from '../exit.ts';
import type { CheckedSource } from '../output/findings.ts';
import { checkFiles, type OwnFindings } from './check-files.ts';

export interface LiveOptions {
  readonly profile?: string;
  readonly region?: string;
  /** File of a policy. */
  readonly compareWith?: string;
  readonly mustNotGrant?: readonly string[];
}

/** What Access Analyzer says as well. @throws UsageError where it does not answer */
export async function askAws(
  sources: readonly OwnFindings[],
  { profile, region, compareWith, mustNotGrant = [] }: LiveOptions,
): Promise<CheckedSource[]> {
  const existing = compareWith === undefined ? null : await documentIn(compareWith);
  // The SDK is loaded by those who ask AWS, and by nobody else.
  const { openSession } = await import('../../ingest/collect/session.ts');
  const { withAnalyzer } = await import('../../resolve/live/with-analyzer.ts');
  try {
    const session = await openSession({ profile });
    const client = session.accessAnalyzer(region ?? session.region);
    const questions = { existing, notGranted: mustNotGrant };
    return await Promise.all(
      sources.map(async ({ file, policies }) => ({
        file,
        policies: await Promise.all(policies.map((policy) => withAnalyzer(client, policy, questions))),
      })),
    );
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    throw new UsageError(`Access Analyzer could not be asked: ${name}: ${message}`);
  }
}

/** The one policy of a file, which may be an answer of the AWS CLI. @throws UsageError where there is not just one that can be read */
async function documentIn(file: string): Promise<string> {
  const [{ policies }] = (await checkFiles([file], null)) as [OwnFindings];
  const [policy, ...others] = policies;
  if (others.length > 0)
    throw new UsageError(`${file} holds ${policies.length} policies: give one with the one to compare with.`);
  if (policy?.document) return policy.document;
  throw new UsageError(`The policy in ${file} cannot be read: rolereach validate ${file} says why.`);
}
