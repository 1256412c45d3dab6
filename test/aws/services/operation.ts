import type { Call } from '../call.ts';
import { paginate, type Page, type PageFault, type PageRequest, type PageSize } from '../paging.ts';
import { AwsError, commonError } from '../protocol/error.ts';
import { number, text, type Json } from '../protocol/json.ts';
import type { World } from '../world/world.ts';

/** Answers a call, or throws an AwsError. */
export type Operation = (context: Context) => Json;
export type Operations = Readonly<Record<string, Operation>>;

/** What an operation has at hand. */
export interface Context {
  readonly call: Call;
  readonly parameters: Json;
  /** The account that the caller is in. */
  readonly account: string;
  readonly world: World;
  readonly pageFault: PageFault | undefined;
  readonly jobFails: boolean;
}

/** A page of the JSON and REST protocols: `nextToken` and `maxResults`, whichever way they are written. */
export function tokenPage<Item>(context: Context, list: readonly Item[], size: PageSize): Page<Item> {
  const { parameters } = context;
  const spelled = (name: string): string => (name in parameters ? name : name[0]!.toLowerCase() + name.slice(1));
  const marker = text(parameters, spelled('NextToken')) || undefined;
  return page(context, list, { marker, limit: number(parameters, spelled('MaxResults')) }, size);
}

export const page = <Item>(
  { call, world, pageFault }: Context,
  list: readonly Item[],
  request: PageRequest,
  size: PageSize,
): Page<Item> =>
  paginate(list, call, request, size, {
    pageSize: world.options.pageSize ?? Number.POSITIVE_INFINITY,
    fault: pageFault,
  });

/** @throws AwsError with the code that the service has for what is not there */
export function found<Item>(item: Item | undefined, code: string, message: string, status = 400): Item {
  if (item === undefined) throw new AwsError(code, status, message);
  return item;
}

/** @throws AwsError when a parameter is missing or empty */
export function required({ call, parameters }: Context, name: string): string {
  const value = text(parameters, name);
  if (value !== '') return value;
  throw commonError(
    call.service,
    'validation',
    `1 validation error detected: Value null at '${name[0]!.toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
  );
}
