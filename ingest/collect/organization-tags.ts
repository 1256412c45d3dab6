import { ListTagsForResourceCommand } from '@aws-sdk/client-organizations';
import pLimit from 'p-limit';
import type { OrganizationDetails, Tag } from '../../core/model/snapshot.ts';
import type { Attempts } from './attempts.ts';
import { allItems } from './pages.ts';
import type { AwsSession } from './session.ts';

interface Tagged {
  readonly Id: string;
  readonly Tags?: readonly Tag[];
}

/**
 * The organization with the tags of its accounts and units: a call each, which the rate limits stretch to minutes where
 * there are a thousand. Those that an earlier run has read are taken from there.
 */
export async function withOrganizationTags(
  session: AwsSession,
  organization: OrganizationDetails,
  earlier: OrganizationDetails | null,
  attempts: Attempts,
): Promise<OrganizationDetails> {
  const known = new Map<string, readonly Tag[]>();
  const tagged: readonly Tagged[] = [...(earlier?.Accounts ?? []), ...(earlier?.OrganizationalUnits ?? [])];
  for (const { Id, Tags } of tagged) if (Tags !== undefined) known.set(Id, Tags);
  const atOnce = pLimit(4);
  let denied = false;
  const tagsOf = async <Thing extends Tagged>(thing: Thing): Promise<Thing> => {
    const tags = known.get(thing.Id) ?? (denied ? undefined : await read(session, thing.Id, attempts));
    denied ||= tags === undefined;
    return tags === undefined ? thing : { ...thing, Tags: tags };
  };
  const [Accounts, OrganizationalUnits] = await Promise.all([
    atOnce.map(organization.Accounts, tagsOf),
    atOnce.map(organization.OrganizationalUnits, tagsOf),
  ]);
  return { ...organization, Accounts, OrganizationalUnits };
}

const read = (session: AwsSession, ResourceId: string, attempts: Attempts): Promise<Tag[] | undefined> =>
  attempts.try('organizations:ListTagsForResource', async () => {
    const tags = await allItems({
      page: (NextToken) => session.organizations().send(new ListTagsForResourceCommand({ ResourceId, NextToken })),
      items: ({ Tags }) => Tags,
      next: ({ NextToken }) => NextToken,
    });
    return tags.map(({ Key = '', Value = '' }) => ({ Key, Value }));
  });
