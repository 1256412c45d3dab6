import {
  ENTITY_LISTS,
  isAuthorizationDetails,
  isTruncated,
  LIST_NAMES,
  type ListName,
} from './authorization-details.ts';
import { ImportError } from '../errors.ts';
import { describe } from './describe.ts';
import { normalForm } from './normal-form.ts';
import { isObject, sentence } from './shape.ts';

/** A user, group, role or managed policy of a page: its checked fields, and nothing else. */
export interface Entity {
  readonly list: ListName;
  readonly arn: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Page {
  readonly entities: readonly Entity[];
  /** Whether the response says that another page follows. */
  readonly truncated: boolean;
}

const EXPECTED = 'the output of `aws iam get-account-authorization-details`';

/** The pages among the JSON values of a file, where a list stands for its items; null where none of them is a page. */
export function readPages(file: string, documents: readonly unknown[]): Page[] | null {
  const listed = documents.length === 1 && Array.isArray(documents[0]);
  const values = listed ? (documents[0] as unknown[]) : documents;
  if (!values.some(isAuthorizationDetails)) return null;
  return values.map((value, at) => {
    const place = listed ? `$[${at}]` : '$';
    const page = values.length > 1 && !listed ? `page ${at + 1}, ` : '';
    return readPage(value, (problem, path = '') => new ImportError(file, `${page}${place}${path}${problem}`));
  });
}

type Fail = (problem: string, path?: string) => ImportError;

function readPage(page: unknown, fail: Fail): Page {
  if (!isAuthorizationDetails(page)) {
    throw fail(`: expected ${EXPECTED}, found ${isObject(page) ? 'an object with other fields' : describe(page)}.`);
  }
  const entities = LIST_NAMES.flatMap((list) => readList(list, page[list], fail));
  return { entities, truncated: isTruncated(page) };
}

function readList(list: ListName, items: unknown, fail: Fail): Entity[] {
  if (items === undefined || items === null) return [];
  if (!Array.isArray(items)) throw fail(`: expected a list, found ${describe(items)}.`, `.${list}`);
  return items.map((item: unknown, at) => {
    const fields = keepFields(item, ENTITY_LISTS[list].fields);
    const mismatch = ENTITY_LISTS[list].check(fields);
    if (mismatch !== null) throw fail(sentence(mismatch, ''), `.${list}[${at}]`);
    return { list, arn: (fields as { Arn: string }).Arn, fields: fields as Record<string, unknown> };
  });
}

/** In their normal form. Some tools write null for a field that is not there. */
function keepFields(item: unknown, names: readonly string[]): unknown {
  if (!isObject(item)) return item;
  const kept: Record<string, unknown> = {};
  for (const name of names) {
    if (item[name] !== undefined && item[name] !== null) kept[name] = normalForm(name, item[name]);
  }
  return kept;
}
