import type { AuthorizationDetails } from '../../../../core/model/snapshot.ts';
import { asJson, omit, texts, type Json } from '../../protocol/json.ts';
import { isAwsManaged } from '../../world/as-iam-gives.ts';
import type { Context } from '../operation.ts';
import { iamPage, truncation } from './paging.ts';

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;
type ListName = (typeof LISTS)[number];
type Entry = readonly [list: ListName, entity: Json];

/** A page counts users, groups, roles and policies together, so that one may hold the last users and the first roles. */
export function getAccountAuthorizationDetails(context: Context): Json {
  const { world, account, parameters } = context;
  const wanted = texts(parameters, 'Filter');
  const page = iamPage(context, entries(world.details(account), wanted));
  const withTags = world.extras(account).tagsInDetails ?? true;
  const lists = LISTS.map((name) => {
    const entities = page.items.filter(([list]) => list === name).map(([, entity]) => entity);
    return [name, withTags ? entities : entities.map((entity) => omit(entity, ['Tags']))];
  });
  return { ...(Object.fromEntries(lists) as Json), ...truncation(page) };
}

function entries(details: AuthorizationDetails, wanted: readonly string[]): Entry[] {
  const all = LISTS.flatMap((list) => details[list].map((entity): Entry => [list, asJson(entity)]));
  return wanted.length === 0 ? all : all.filter((entry) => wanted.includes(filterOf(entry)));
}

/** The value of `Filter` that an entity is in. */
function filterOf([list, entity]: Entry): string {
  if (list === 'Policies') return isAwsManaged(String(entity['Arn'])) ? 'AWSManagedPolicy' : 'LocalManagedPolicy';
  return list.replace('DetailList', '');
}
