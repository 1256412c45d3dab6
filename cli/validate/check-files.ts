import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseArn } from '../../core/model/arn.ts';
import type { PolicyType } from '../../core/validate/finding.ts';
import { decodeText } from '../../ingest/index.ts';
import { checkFile, type NamedPolicy } from '../../resolve/index.ts';
import { UsageError } from '../exit.ts';

/** Policies from one file, or of one role, where `file` is null, with what our own checks say. */
export interface OwnFindings {
  readonly file: string | null;
  readonly policies: readonly NamedPolicy[];
}

/** What is there as a file is one, and so is what looks like the name of one: the rest is a role. */
export const isFile = (given: string): boolean =>
  given === '-' ||
  existsSync(given) ||
  (parseArn(given) === null && (/\.\w+$/.test(given) || !/^[^/]+\/[^/]+$/.test(given)));

/** @throws UsageError for a file that cannot be read, or that holds no policy that can be checked */
export const checkFiles = (files: readonly string[], type: PolicyType | null): Promise<OwnFindings[]> =>
  Promise.all(
    files.map(async (file) => {
      const name = file === '-' ? 'stdin' : file;
      const policies = await checkFile(await textOf(file), name, type);
      if (policies.length === 0)
        throw new UsageError(`${name} holds no policy: it has neither a Statement nor a document of the AWS CLI.`);
      const other = policies.find((policy) => policy.type === 'resource');
      if (other !== undefined)
        throw new UsageError(
          `${other.name} is the policy of some resource, which is not checked; say --type where it is not.`,
        );
      return { file: name, policies };
    }),
  );

export async function textOf(file: string): Promise<string> {
  try {
    return decodeText(file === '-' ? await buffer(process.stdin) : await readFile(file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
