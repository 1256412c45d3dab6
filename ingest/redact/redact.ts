import { randomBytes } from 'node:crypto';
import { accountId } from '../../core/model/id.ts';
import type { AccountContent, SnapshotContent } from '../snapshot/write-snapshot.ts';
import { LIST_NAMES } from '../import/authorization-details.ts';
import { createCodeBook, type CodeBook } from './code-book.ts';
import { redactDocument } from './document.ts';
import { redactKey, redactText, type Replacer } from './text.ts';
import { redactUsage } from './usage.ts';

/**
 * The same content with what people chose replaced: names, ids, tags, descriptions. The same text has the same replacement
 * everywhere, and patterns match what they matched: the graph that comes of it is the same but for names. Goes through the
 * content twice. Without the secret, which is kept nowhere, nothing leads back.
 */
export function redact(content: SnapshotContent, secret: string = randomBytes(32).toString('hex')): SnapshotContent {
  const words = new Set<string>();
  const fragments = new Set<string>();
  Array.from(pass(content, gathering(words, fragments)).accounts, () => null);
  return pass(content, replacing(createCodeBook({ words, fragments }, secret)));
}

const gathering = (words: Set<string>, fragments: Set<string>): Replacer => ({
  word: (word, beside) => {
    words.add(word);
    if (beside) fragments.add(word.toLowerCase());
    return word;
  },
  digits: (digits) => digits,
  uniqueId: (id) => id,
  hexadecimal: (digits) => digits,
});

const replacing = (book: CodeBook): Replacer => ({
  word: (word) => book.codeOf(word),
  digits: (digits) => book.digitsOf(digits),
  uniqueId: (id) =>
    id.slice(0, 4).replaceAll(/[^A-Z]/g, 'X') + book.charactersOf(id, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 17),
  hexadecimal: (digits) => book.charactersOf(digits, '0123456789abcdef', digits.length),
});

function pass({ organization, identityCenters, usage, accounts }: SnapshotContent, replace: Replacer): SnapshotContent {
  return {
    sources: ['redacted'],
    organization: redactValue('', organization, replace) as SnapshotContent['organization'],
    identityCenters: redactValue('', identityCenters ?? [], replace) as NonNullable<SnapshotContent['identityCenters']>,
    usage: usage && redactUsage(usage, replace),
    accounts: {
      *[Symbol.iterator]() {
        for (const account of accounts) yield redactAccount(account, replace);
      },
    },
  };
}

function redactAccount({ accountId: id, lists, others }: AccountContent, replace: Replacer): AccountContent {
  const redactList = (entities: readonly string[]): string[] =>
    entities
      .map((json) => redactValue('', JSON.parse(json), replace) as { readonly Arn: string })
      .toSorted((a, b) => (a.Arn < b.Arn ? -1 : 1))
      .map((entity) => JSON.stringify(entity));
  const redacted = LIST_NAMES.map((name) => [name, redactList(lists[name])]);
  return {
    accountId: accountId(replace.digits(id)),
    lists: Object.fromEntries(redacted) as AccountContent['lists'],
    others: others && {
      ...(redactValue('', others, replace) as NonNullable<AccountContent['others']>),
      status: others.status,
      problems: others.problems.map((problem) => ({ ...problem, message: 'redacted', missingPermission: null })),
    },
  };
}

/** A part of a response: whatever is not known to be AWS's own words is replaced. */
function redactValue(field: string, value: unknown, replace: Replacer): unknown {
  if (DOCUMENTS.has(field)) return redactDocument(value, replace);
  if (typeof value === 'string') return OF_AWS.has(field) ? value : redactText(value, replace);
  if (Array.isArray(value)) return value.map((item) => redactValue(field, item, replace));
  if (typeof value !== 'object' || value === null) return value;
  const stays = isPublic(value);
  const entries = Object.entries(value).map(([name, inner]) => [
    name.startsWith('arn:') ? redactText(name, replace) : redactKey(name, replace),
    stays && typeof inner === 'string' ? inner : redactValue(name, inner, replace),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

const DOCUMENTS: ReadonlySet<string> = new Set(
  'PolicyDocument AssumeRolePolicyDocument Document Content InlinePolicy'.split(' '),
);

const OF_AWS: ReadonlySet<string> = new Set(
  (
    'CreateDate UpdateDate LastUsedDate Region Status State Type VersionId DefaultVersionId PermissionsBoundaryType ' +
    'PrincipalType SessionDuration JoinedMethod JoinedTimestamp FeatureSet ServiceName ServiceNamespace ActionName ' +
    'LastAuthenticated LastAuthenticatedRegion LastAccessedTime LastAccessedRegion ValidUntil ' +
    'status type region resourceType findingType createdAt analyzedAt updatedAt'
  ).split(' '),
);

/** AWS's own policies keep their names; their documents match the names of others. */
const isPublic = (value: object): boolean =>
  ['Arn', 'PolicyArn', 'PermissionsBoundaryArn', 'ManagedPolicyArn'].some((name) =>
    /^arn:[\w-]+:\w+::aws:/.test(String((value as Record<string, unknown>)[name])),
  );
