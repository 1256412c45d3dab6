import type { IdentityCenterDetails } from '../../../core/model/identity-center.ts';
import type { Attempts } from '../attempts.ts';
import { allItems } from '../pages.ts';
import type { AwsSession } from '../session.ts';

/** One instance while it is read. */
export interface Center {
  readonly session: AwsSession;
  readonly instance: IdentityCenterDetails['Instance'];
  readonly attempts: Attempts;
}

export const ssoAdmin = ({ session, instance }: Center) => session.ssoAdmin(instance.Region);
export const identityStore = ({ session, instance }: Center) => session.identityStore(instance.Region);

export const tried = <Result>({ attempts, instance }: Center, operation: string, work: () => Promise<Result>) =>
  attempts.try(operation, work, instance.Region);

/** All items of a list that is asked for by tokens, as many as AWS gives at once. */
export const listed = <Page extends { readonly NextToken?: string | undefined }, Item>(
  page: (request: { readonly NextToken: string | undefined; readonly MaxResults: number }) => Promise<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> =>
  allItems({ page: (NextToken) => page({ NextToken, MaxResults: 100 }), items, next: ({ NextToken }) => NextToken });
