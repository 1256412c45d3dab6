import { parseArn } from '../../core/model/arn.ts';
import { accountId } from '../../core/model/id.ts';
import type { AwsSession } from '../../ingest/collect/session.ts';
import type { AnalyzerAccess, RoleAccess } from '../../resolve/index.ts';
import { UsageError } from '../exit.ts';

/** How the account of a role is entered. */
export interface AccountOptions {
  readonly profile?: string;
  readonly roleName: string;
  readonly externalId?: string;
}

/** The trust policy of a role in its own account, and who makes the calls. @throws UsageError where the account cannot be entered */
export async function accessTo(role: string, options: AccountOptions): Promise<RoleAccess> {
  const session = await sessionIn(parseArn(role)!.account, options);
  const { liveTrust } = await import('../../resolve/apply/live-trust.ts');
  return { trust: liveTrust(session.iam(), role), caller: session.arn };
}

/** The archive rules of an analyzer in its account and region. @throws UsageError where the account cannot be entered */
export async function analyzerAccess(analyzer: string, options: AccountOptions): Promise<AnalyzerAccess> {
  const { account, region } = parseArn(analyzer)!;
  const session = await sessionIn(account, options);
  const { liveAnalyzer } = await import('../../resolve/archive/create-rule.ts');
  return { live: liveAnalyzer(session.accessAnalyzer(region), analyzer), caller: session.arn };
}

/** Enters an account through a role there, unless the credentials are of that account. The SDK is loaded by nobody else. */
export async function sessionIn(
  id: string,
  { profile, roleName: name, externalId }: AccountOptions,
): Promise<AwsSession> {
  const { openSession } = await import('../../ingest/collect/session.ts');
  const account = accountId(id);
  try {
    const own = await openSession({ profile });
    if (own.accountId === account) return own;
    return await own.assumeRole(account, { name, externalId, sessionName: 'rolereach-resolution' });
  } catch (error) {
    const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
    throw new UsageError(`The account ${account} could not be entered as ${name}: ${kind}: ${message}`);
  }
}
