import { type IAMClient, ListRoleTagsCommand, ListUserTagsCommand } from '@aws-sdk/client-iam';
import type { Tag } from '../../core/model/snapshot.ts';
import type { Entity } from '../import/pages.ts';
import { asCliPrints } from './as-cli-prints.ts';
import { allItems } from './pages.ts';
import type { AwsSession } from './session.ts';

/**
 * The entities of an account with the tags of its users and roles. Their details have them, says the page
 * "GetAccountAuthorizationDetails"; where no details have any, each user and role is asked for its own.
 * @throws what a call says, BadAnswerError
 */
export async function withTags({ iam }: AwsSession, entities: readonly Entity[]): Promise<readonly Entity[]> {
  const tagged = entities.filter(({ list }) => list === 'UserDetailList' || list === 'RoleDetailList');
  if (tagged.some(({ fields }) => 'Tags' in fields)) return entities;
  const tags = new Map<Entity, readonly Tag[]>();
  await Promise.all(tagged.map(async (entity) => tags.set(entity, await tagsOf(iam(), entity))));
  return entities.map((entity) => {
    const found = tags.get(entity) ?? [];
    return found.length === 0 ? entity : { ...entity, fields: { ...entity.fields, Tags: found } };
  });
}

async function tagsOf(iam: IAMClient, { list, fields }: Entity): Promise<readonly Tag[]> {
  const { UserName, RoleName } = fields as { readonly UserName?: string; readonly RoleName?: string };
  const tags = await allItems({
    page: (Marker) =>
      list === 'UserDetailList'
        ? iam.send(new ListUserTagsCommand({ UserName, Marker }))
        : iam.send(new ListRoleTagsCommand({ RoleName, Marker })),
    items: ({ Tags }) => Tags,
    next: ({ Marker }) => Marker,
  });
  return asCliPrints(tags) as readonly Tag[];
}
