import type { Problem } from '../../core/model/problem.ts';
import { BadAnswerError, failedCall } from './failed-call.ts';
import { problemOf } from './problems.ts';

/**
 * What was tried for one account, or for the organization, and failed. Readers try each thing that others can do
 * without, so that all the rest is read; what they cannot do without they let fail.
 */
export class Attempts {
  readonly problems: Problem[] = [];

  /**
   * What the work gives; undefined where a call of it failed, which is noted down.
   * @param operation `iam:ListRoles`: what to call it where an answer is none; and the region of it, if it has one
   * @throws what is no failure of one call: expired credentials, the signal's reason, a bug
   */
  async try<Result>(
    operation: string,
    work: () => Promise<Result>,
    region: string | null = null,
  ): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      this.note(error, operation, region);
      return undefined;
    }
  }

  /** Notes down why a call failed; each reason once, however many calls have it. @throws like `try` */
  note(error: unknown, operation: string, region: string | null = null): void {
    if (!isFailure(error)) throw error;
    const problem = problemOf(error, operation, region);
    if (problem.cause === 'expired-credentials') throw error;
    if (!this.problems.some((known) => isSame(known, problem))) this.problems.push(problem);
  }
}

/** Whether an error says how a call went, and not that the program is wrong or was stopped. */
export const isFailure = (error: unknown): error is Error =>
  error instanceof Error &&
  error.name !== 'AbortError' &&
  (error instanceof BadAnswerError || failedCall(error) !== null);

const isSame = (a: Problem, b: Problem): boolean =>
  a.operation === b.operation && a.region === b.region && a.cause === b.cause;
