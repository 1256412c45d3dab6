import type { MiddlewareStack } from '@smithy/types';
import type { AwsSession } from './session.ts';

/** What is needed whole, to know which accounts there are. */
const WHOLE = new Set([
  'ListRootsCommand',
  'ListAccountsCommand',
  'ListOrganizationalUnitsForParentCommand',
  'ListAccountsForParentCommand',
]);

const PAGING = new Set(['nextToken', 'NextToken', 'Marker', 'IsTruncated']);

/**
 * A session that sees the first of everything: of each list one item, and no further page. So readers make each of their
 * calls a time or two, however large the account is.
 */
export function sampled(session: AwsSession): AwsSession {
  const cut = new WeakSet<object>();
  const small = <Client extends { readonly middlewareStack: Stack }>(client: Client): Client => {
    if (!cut.has(client)) addCut(client.middlewareStack);
    cut.add(client);
    return client;
  };
  return {
    ...session,
    iam: () => small(session.iam()),
    sts: () => session.sts(),
    organizations: () => small(session.organizations()),
    accessAnalyzer: (region) => small(session.accessAnalyzer(region)),
    ssoAdmin: (region) => small(session.ssoAdmin(region)),
    identityStore: (region) => small(session.identityStore(region)),
  };
}

// oxlint-disable-next-line typescript/no-explicit-any -- as the SDK types the stack of a client of which nothing is known
type Stack = MiddlewareStack<any, any>;

function addCut(stack: Stack): void {
  stack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        return WHOLE.has(commandName) ? result : { ...result, output: firstOf(result.output as object) };
      },
    { step: 'initialize', name: 'rolereachFirstOnly' },
  );
}

const firstOf = (output: object): object =>
  Object.fromEntries(
    Object.entries(output)
      .filter(([name]) => !PAGING.has(name))
      .map(([name, value]: [string, unknown]) => [name, Array.isArray(value) ? value.slice(0, 1) : value]),
  );
