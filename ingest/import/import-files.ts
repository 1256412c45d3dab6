import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { IdentityCenterDetails } from '../../core/model/identity-center.ts';
import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import type { UsageLog } from '../../core/model/usage.ts';
import type { LoadOptions } from '../../store/access-graph-store.ts';
import { ImportError } from '../errors.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { AccountContent } from '../snapshot/write-snapshot.ts';
import { AccountCollection } from './account-records.ts';
import { Carried } from './carried.ts';
import { importFindings } from './findings.ts';
import { findFiles, readJsonFile, type SourceFile } from './find-files.ts';
import { isIdentityCenter, readIdentityCenters } from './identity-center.ts';
import { isLastAccessed, LastAccessedCollection } from './last-accessed.ts';
import { isOrganization, readOrganization } from './organization.ts';
import { type Page, readPages } from './pages.ts';
import { readUsage } from '../usage/read-usage.ts';
import { withFindings } from './with-findings.ts';

export interface ImportOptions extends Pick<LoadOptions, 'onProgress' | 'signal'> {
  /** Each a file of `get-account-authorization-details`, of Identity Center or of last accessed, a folder of them, or a snapshot. */
  readonly from: readonly string[];
  /** Path of the organization file. Without one, one that lies in a folder of `from` is taken. */
  readonly organization?: string | undefined;
  /** Outputs of `aws accessanalyzer`, or folders of them. */
  readonly findings?: readonly string[] | undefined;
  /** Log files of CloudTrail, or folders of them; instead of what a snapshot knows of them. */
  readonly cloudtrail?: readonly string[] | undefined;
}

export interface Imported {
  readonly organization: OrganizationDetails | null;
  /** Sorted by ARN. */
  readonly identityCenters: readonly IdentityCenterDetails[];
  /** What live collections could not read of what is carried over from their snapshots. */
  readonly problems: readonly Problem[];
  /** Null where no events of CloudTrail were given. */
  readonly usage: UsageLog | null;
  readonly accounts: Iterable<AccountContent> & { readonly size: number };
  /** Files of a folder that hold something else. */
  readonly skipped: readonly string[];
}

/**
 * Reads what `--from` and `--organization` name, each file once, and joins the pages and files of an account.
 * @throws IngestError when a file is not what it should be, or when pages are missing
 */
export async function importFiles({
  from,
  organization,
  findings = [],
  cloudtrail,
  onProgress,
  signal,
}: ImportOptions): Promise<Imported> {
  const files = from.flatMap(findFiles);
  const imported = importFindings(findings);
  const intake = new Intake();
  for (const [done, file] of files.entries()) {
    onProgress?.({ step: 'reading files', done, total: files.length });
    await setImmediate(undefined, { signal });
    intake.take(file);
  }
  onProgress?.({ step: 'reading files', done: files.length, total: files.length });
  intake.refuseIncomplete(from);
  const logged = cloudtrail === undefined ? null : await readUsage(cloudtrail, { onProgress, signal });
  const carried = new Carried([...new Set(files.flatMap(({ snapshot }) => snapshot ?? []))]);
  return {
    organization:
      organization === undefined ? intake.organization : readOrganization(organization, readJsonFile(organization)),
    identityCenters: intake.identityCenters,
    problems: carried.problems,
    usage: logged?.usage ?? carried.usage,
    accounts: {
      size: intake.accounts.size,
      [Symbol.iterator]: () =>
        withFindings(
          intake.lastAccessed.with(carried.with(intake.accounts.records())),
          intake.accounts.ids,
          imported.analyzers,
        ),
    },
    skipped: [...intake.skipped, ...imported.skipped, ...(logged?.skipped ?? [])],
  };
}

interface Ending {
  readonly file: string;
  readonly accounts: readonly string[];
  /** Whether its last page says that another follows. */
  readonly truncated: boolean;
}

class Intake {
  readonly accounts = new AccountCollection();
  readonly lastAccessed = new LastAccessedCollection();
  readonly skipped: string[] = [];
  #organization: { readonly file: string; readonly details: OrganizationDetails } | null = null;
  readonly #identityCenters = new Map<string, { readonly file: string; readonly details: IdentityCenterDetails }>();
  readonly #endings: Ending[] = [];

  get organization(): OrganizationDetails | null {
    return this.#organization?.details ?? null;
  }

  get identityCenters(): readonly IdentityCenterDetails[] {
    const byArn = [...this.#identityCenters].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return byArn.map(([, { details }]) => details);
  }

  take(file: SourceFile): void {
    try {
      this.#take(file);
    } catch (error) {
      const isTooDeep = error instanceof RangeError;
      throw isTooDeep ? new ImportError(file.path, 'a value is nested too deeply.', { cause: error }) : error;
    }
  }

  #take(file: SourceFile): void {
    const documents = file.read();
    if (!file.named && isOrganization(documents[0])) return this.#takeOrganization(file.path, documents);
    if (documents.every(isIdentityCenter)) return this.#takeIdentityCenters(file.path, documents);
    if (documents.every(isLastAccessed)) return documents.forEach((each) => this.lastAccessed.add(file.path, each));
    const pages = readPages(file.path, documents);
    if (pages !== null) return this.#takePages(file, pages);
    if (file.named) throw notDetails(file.path, documents[0]);
    this.skipped.push(file.path);
  }

  #takePages({ path, account }: SourceFile, pages: readonly Page[]): void {
    const entities = pages.flatMap((page) => page.entities);
    const accounts = this.accounts.add(path, entities, account);
    this.#endings.push({ file: path, accounts, truncated: pages.at(-1)!.truncated });
  }

  #takeOrganization(file: string, documents: readonly unknown[]): void {
    const details = readOrganization(file, documents);
    const held = this.#organization;
    if (held !== null && !isDeepStrictEqual(held.details, details)) {
      throw new ImportError(file, `differs from the organization in ${held.file}. Say which with --organization.`);
    }
    this.#organization = { file, details };
  }

  #takeIdentityCenters(file: string, documents: readonly unknown[]): void {
    for (const details of readIdentityCenters(file, documents)) {
      const arn = details.Instance.InstanceArn;
      const held = this.#identityCenters.get(arn);
      if (held !== undefined && !isDeepStrictEqual(held.details, details))
        throw new ImportError(file, `${arn} is not as it stands in ${held.file}. Keep one of the two.`);
      this.#identityCenters.set(arn, { file, details });
    }
  }

  /** A file that ends in the middle of the pages is whole when another file ends them. */
  refuseIncomplete(from: readonly string[]): void {
    const ends = this.#endings.filter(({ truncated }) => !truncated);
    for (const { file, accounts, truncated } of this.#endings) {
      const continued = ends.some(
        (end) => end.accounts.length === 0 || end.accounts.some((id) => accounts.includes(id)),
      );
      if (truncated && !continued) throw new ImportError(file, MORE_PAGES);
    }
    if (this.accounts.size === 0)
      throw new ImportError(from.join(', '), 'there is no user, group, role or policy here.');
  }
}

const MORE_PAGES =
  'the last page says that another one follows (IsTruncated or NextToken), and it is not here. Fetch them all: ' +
  '`aws iam get-account-authorization-details` without --no-paginate and --max-items.';

function notDetails(file: string, document: unknown): ImportError {
  const hint = isOrganization(document)
    ? 'This looks like the organization file: give it with --organization.'
    : 'None of UserDetailList, GroupDetailList and RoleDetailList is in it.';
  return new ImportError(file, `expected the output of \`aws iam get-account-authorization-details\`. ${hint}`);
}
