import { parseArn } from '../../core/model/arn.ts';
import { accountId } from '../../core/model/id.ts';
import type { RoleAccess } from '../../resolve/index.ts';
import { UsageError } from '../exit.ts';

/** How the account of a role is entered. */
export interface AccountOptions {
  readonly profile?: string;
  readonly roleName: string;
  readonly externalId?: string;
}

/**
 * The trust policy of a role in its own account, entered through a role there unless the credentials are of that account;
 * and who makes the calls. @throws UsageError where the account cannot be entered
 */
export async function accessTo(
  role: string,
  { profile, roleName: name, externalId }: AccountOptions,
): Promise<RoleAccess> {
  // The SDK is loaded by those who call AWS, and by nobody else.
  const { openSession } = await import('../../ingest/collect/session.ts');
  const { liveTrust } = await import('../../resolve/apply/live-trust.ts');
  const account = accountId(parseArn(role)!.account);
  try {
    const own = await openSession({ profile });
    const session =
      own.accountId === account
        ? own
        : await own.assumeRole(account, { name, externalId, sessionName: 'rolereach-resolution' });
    return { trust: liveTrust(session.iam(), role), caller: session.arn };
  } catch (error) {
    const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
    throw new UsageError(`The account ${account} could not be entered as ${name}: ${kind}: ${message}`);
  }
}
