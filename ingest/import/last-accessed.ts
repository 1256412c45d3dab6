import { isDeepStrictEqual } from 'node:util';
import type { LastAccessedDetails, ServiceLastAccessed } from '../../core/model/account-facts.ts';
import { parseArn } from '../../core/model/arn.ts';
import { ImportError } from '../errors.ts';
import type { AccountContent } from '../snapshot/write-snapshot.ts';
import { isObject, list, matching, object, optional, sentence, text } from './shape.ts';

const ROLE_ARN = /^arn:[\w-]+:iam::\d{12}:role\/./;

/** Whether a value has role ARNs for names: what roles last accessed, as a snapshot or a loop over the AWS CLI keeps it. */
export const isLastAccessed = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((name) => ROLE_ARN.test(name));

const time = matching(/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/, 'a time such as 2026-11-20T08:00:00+00:00');

type TrackedAction = NonNullable<ServiceLastAccessed['TrackedActionsLastAccessed']>[number];

const services = list(
  object<ServiceLastAccessed>({
    ServiceName: text,
    ServiceNamespace: text,
    LastAuthenticated: optional(time),
    LastAuthenticatedRegion: optional(text),
    TrackedActionsLastAccessed: optional(
      list(
        object<TrackedAction>({
          ActionName: text,
          LastAccessedTime: optional(time),
          LastAccessedRegion: optional(text),
        }),
      ),
    ),
  }),
);

/** What files say of when roles last accessed services, by the ARN of the role. */
export class LastAccessedCollection {
  readonly #byRole = new Map<string, { readonly file: string; readonly services: readonly ServiceLastAccessed[] }>();

  /** Takes in the value of a file that `isLastAccessed`. @throws ImportError */
  add(file: string, value: unknown): void {
    for (const [role, answer] of Object.entries(value as Record<string, unknown>)) {
      const added = servicesOf(file, role, answer);
      const held = this.#byRole.get(role);
      if (held !== undefined && !isDeepStrictEqual(held.services, added))
        throw new ImportError(
          file,
          `what ${role} last accessed is not as it stands in ${held.file}. Keep one of the two.`,
        );
      this.#byRole.set(role, { file, services: added });
    }
  }

  /** Accounts with what their roles last accessed: of a role, what is here rather than what is known of it. */
  *with(accounts: Iterable<AccountContent>): Generator<AccountContent> {
    const byAccount = new Map<string, Record<string, readonly ServiceLastAccessed[]>>();
    for (const [role, { services: own }] of [...this.#byRole].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const { account } = parseArn(role)!;
      byAccount.set(account, { ...byAccount.get(account), [role]: own });
    }
    for (const account of accounts) {
      const added: LastAccessedDetails | undefined = byAccount.get(account.accountId);
      const others = account.others ?? { status: 'complete', problems: [] };
      if (added === undefined || others.status === 'failed') yield account;
      else yield { ...account, others: { ...others, lastAccessed: { ...others.lastAccessed, ...added } } };
    }
  }
}

/** The list itself, or the output of `get-service-last-accessed-details`. */
function servicesOf(file: string, role: string, answer: unknown): readonly ServiceLastAccessed[] {
  const place = `$[${JSON.stringify(role)}]`;
  const isOutput = isObject(answer);
  if (isOutput && answer['JobStatus'] !== 'COMPLETED')
    throw new ImportError(
      file,
      `${place}: the report is not there yet: its JobStatus is not COMPLETED. Ask again for it.`,
    );
  if (isOutput && answer['IsTruncated'] === true)
    throw new ImportError(file, `${place}: more services follow. Ask with --max-items 1000.`);
  const found = isOutput ? answer['ServicesLastAccessed'] : answer;
  const mismatch = services(found);
  if (mismatch !== null)
    throw new ImportError(file, sentence(mismatch, isOutput ? `${place}.ServicesLastAccessed` : place));
  return (found as readonly ServiceLastAccessed[]).map(known);
}

/** Without the members about other principals: the role is the only one. */
function known(service: ServiceLastAccessed): ServiceLastAccessed {
  const { ServiceName, ServiceNamespace, LastAuthenticated, LastAuthenticatedRegion } = service;
  const { TrackedActionsLastAccessed: actions } = service;
  return {
    ServiceName,
    ServiceNamespace,
    ...(LastAuthenticated === undefined ? {} : { LastAuthenticated }),
    ...(LastAuthenticatedRegion === undefined ? {} : { LastAuthenticatedRegion }),
    ...(actions === undefined ? {} : { TrackedActionsLastAccessed: actions.map(knownAction) }),
  };
}

const knownAction = ({ ActionName, LastAccessedTime, LastAccessedRegion }: TrackedAction): TrackedAction => ({
  ActionName,
  ...(LastAccessedTime === undefined ? {} : { LastAccessedTime }),
  ...(LastAccessedRegion === undefined ? {} : { LastAccessedRegion }),
});
