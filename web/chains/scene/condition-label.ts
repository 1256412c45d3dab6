const LONGEST = 18;

/** From the sentences that conditions are written in to the word or two that say what kind it is. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bMFA\b/, 'MFA'],
  [/\bExternalId\b/, 'ExternalId'],
  [/\bVPC\b/, 'VPC'],
  [/\bfrom [\d"]/, 'source IP'],
  [/\bsession tag\b/, 'session tag'],
  [/\bsource identity\b/, 'source identity'],
  [/\bsession name\b/, 'session name'],
  [/\bas the session\b/, 'named session'],
  [/\bpolicies of account\b/, 'their policies'],
  [/\bcould not be read\b/, 'unread policy'],
  [/\bon behalf of\b/, 'on behalf of'],
];

/** What stands on a line whose hop has these conditions; null where it has none. */
export function conditionLabel(conditions: readonly string[]): string | null {
  const [first, ...more] = [...new Set(conditions.map(inAWord))];
  if (first === undefined) return null;
  return more.length === 0 ? first : `${cut(first, LONGEST - 3)} +${more.length}`;
}

function inAWord(sentence: string): string {
  const word = WORDS.find(([pattern]) => pattern.test(sentence))?.[1];
  return word ?? cut(conditionKey(sentence) ?? sentence, LONGEST);
}

/** `aws:PrincipalTag/team = a` → `PrincipalTag/team`. */
const conditionKey = (sentence: string): string | null =>
  /(?:^|\s)[\w.-]+(?:\/[\w.-]+)*:([\w/-]+)/.exec(sentence)?.[1] ?? null;

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);
