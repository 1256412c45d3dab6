import { isDeepStrictEqual } from 'node:util';

type Files = Readonly<Record<string, string>>;

/**
 * What one snapshot has other than another, whichever account it is in: `accounts/ID/account.json` for a file that is not
 * there, else the members of it, `accounts/ID/account.json#AccountAliases`. The manifest, which tells of it, is left out.
 */
export function lost(from: Files, to: Files): string[] {
  const paths = Object.keys({ ...from, ...to }).filter((path) => path !== 'manifest.json');
  const places = paths.flatMap((path) => {
    const [before, after] = [from[path], to[path]];
    if (before === undefined || after === undefined) return path;
    return changedMembers(membersOf(before), membersOf(after)).map((name) => `${path}#${name}`);
  });
  return [...new Set(places.map((place) => place.replace(/accounts\/\d+/, 'accounts/ID')))].toSorted();
}

type Members = Readonly<Record<string, unknown>>;

/** Names that are ARNs are all one. */
const changedMembers = (from: Members, to: Members): string[] =>
  Object.keys({ ...from, ...to })
    .filter((name) => !isDeepStrictEqual(from[name], to[name]))
    .map((name) => (name.startsWith('arn:') ? 'ARN' : name));

/** Of the one object in a list, where the file is one. */
function membersOf(text: string): Members {
  const json: unknown = JSON.parse(text);
  return (Array.isArray(json) ? json[0] : json) as Members;
}
