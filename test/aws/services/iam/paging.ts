import type { Page } from '../../paging.ts';
import { number, text, type Json } from '../../protocol/json.ts';
import { page, type Context } from '../operation.ts';

/** A page of IAM: `Marker` and `MaxItems`, 100 unless asked for, 1,000 at most. */
export const iamPage = <Item>(context: Context, list: readonly Item[]): Page<Item> =>
  page(
    context,
    list,
    { marker: text(context.parameters, 'Marker') || undefined, limit: number(context.parameters, 'MaxItems') },
    { usual: 100, most: 1000 },
  );

/** What each page of IAM ends with. */
export const truncation = ({ next }: Page<unknown>): Json => ({ IsTruncated: next !== undefined, Marker: next });
