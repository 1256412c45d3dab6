import { isStandardAudience } from '../../core/policy/federation.ts';

/** What becomes of the parts of a text that somebody chose. */
export interface Replacer {
  /** `beside`: it stands beside a wildcard or a variable, and may match a part of another word. */
  word(word: string, beside: boolean): string;
  digits(digits: string): string;
  uniqueId(id: string): string;
  hexadecimal(digits: string): string;
}

/**
 * Replaces what people chose in a name, an id, an ARN, a pattern or a value of a condition: words of letters, account ids and
 * unique ids. What AWS gives stays: the frame of an ARN, its own names and hosts, wildcards, variables, digits and signs.
 */
export function redactText(text: string, replace: Replacer): string {
  if (isPlain(text)) return text;
  const variables: string[] = [];
  const framed = text.replaceAll(/\$\{([^}]*)\}/g, (_, inside: string) => {
    variables.push(`\${${redactVariable(inside, replace)}}`);
    return String.fromCodePoint(FIRST_VARIABLE + variables.length - 1);
  });
  const redacted = framed.startsWith('arn:') ? redactArn(framed, replace) : redactPath(framed, replace);
  return redacted.replaceAll(VARIABLE, (mark) => variables[mark.codePointAt(0)! - FIRST_VARIABLE]!);
}

/** Stand for variables while the text around them is replaced. */
const FIRST_VARIABLE = 0xf0000;
const VARIABLE = /[\u{f0000}-\u{fffff}]/gu;

/** The value of a key of AWS's own, or one that operators read as something else than text. */
const isPlain = (text: string): boolean =>
  /^(\d{1,11}|\d{13,}|-?\d+\.\d+|true|false|\d{4}-\d\d-\d\d(T.*)?)$/i.test(text) ||
  /^(User|AssumedRole|Account|FederatedUser|Anonymous|authenticated|unauthenticated)$/.test(text) ||
  /^(\d+(\.\d+){1,3}|[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*)(\/\d+)?$/i.test(text) ||
  isStandardAudience(text);

/** `key`, or `key, 'default'`. */
function redactVariable(inside: string, replace: Replacer): string {
  const [, key, between, fallback] = /^([^,]*)(?:(,\s*'?)(.*?))?$/s.exec(inside)!;
  const rest = fallback === undefined ? '' : between! + redactText(fallback.replace(/'$/, ''), replace);
  return redactKey(key!, replace) + rest + (fallback?.endsWith("'") ? "'" : '');
}

/** A condition key: the tag in it, or the provider that it begins with. */
export function redactKey(key: string, replace: Replacer): string {
  const [, family, tag] = /^(\w+:\w*Tag\/)(.*)$/is.exec(key) ?? [];
  if (family !== undefined) return family + redactText(tag!, replace);
  const [, provider, claim] = /^(.*\..*)(:[^:]*)$/s.exec(key) ?? [];
  return provider === undefined ? key : redactText(provider, replace) + claim!;
}

function redactArn(arn: string, replace: Replacer): string {
  const [, partition, service, region, account, ...resource] = arn.split(':');
  const frame = ['arn', partition, service, region, account?.replaceAll(/\d+/g, (digits) => replace.digits(digits))];
  const fields = frame.filter((field) => field !== undefined);
  if (resource.length === 0) return fields.join(':');
  const [, type, rest] = /^([a-zA-Z-]+)(\/.*)$/s.exec(resource.join(':')) ?? [];
  const isType = type !== undefined && TYPES.has(type);
  return [...fields, isType ? type + redactPath(rest!, replace) : redactPath(resource.join(':'), replace)].join(':');
}

const TYPES: ReadonlySet<string> = new Set(
  'user role group policy instance-profile mfa saml-provider oidc-provider assumed-role instance permissionSet'.split(
    ' ',
  ),
);

function redactPath(path: string, replace: Replacer): string {
  const segments = path.split('/');
  return segments.map((segment, at) => redactSegment(segment, at < segments.length - 1, replace)).join('/');
}

function redactSegment(segment: string, isFolder: boolean, replace: Replacer): string {
  if (segment === 'root' || isOfAws(segment)) return segment;
  // Patterns leave the region in the path out: `*AWSReservedSSO_Admin_*`
  const [, wild, permissionSet, suffix] = /^([*?]*)AWSReservedSSO_(.+?)(?:_([0-9a-f]{16}))?$/s.exec(segment) ?? [];
  if (permissionSet !== undefined) {
    const end = suffix === undefined ? '' : `_${replace.hexadecimal(suffix)}`;
    return `${wild!}AWSReservedSSO_${redactWords(permissionSet, replace)}${end}`;
  }
  const [, provider] = /^AWSSSO_([0-9a-f]+)_DO_NOT_DELETE$/.exec(segment) ?? [];
  if (provider !== undefined) return `AWSSSO_${replace.hexadecimal(provider)}_DO_NOT_DELETE`;
  // Of an ARN whose beginning is a wildcard: `*:role/Deploy*`
  const [, before, type] =
    /^(|.*[:*])(user|role|group|policy|assumed-role|saml-provider|oidc-provider)$/s.exec(segment) ?? [];
  return type !== undefined && isFolder ? redactWords(before!, replace) + type : redactWords(segment, replace);
}

const isOfAws = (segment: string): boolean =>
  /^(aws-service-role|aws-reserved|service-role|AWSServiceRoleFor\w+)$/.test(segment) ||
  /^[\w-]+(\.[\w-]+)?\.amazonaws\.com(\.cn)?$/.test(segment) ||
  /^[a-z]{2}(-gov|-iso[a-z]?)?-(north|south|east|west|central)(east|west)?-\d$/.test(segment) ||
  PUBLIC_PROVIDERS.has(segment);

const PUBLIC_PROVIDERS: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
  'token.actions.githubusercontent.com',
  'gitlab.com',
  'app.terraform.io',
]);

const PARTS =
  /(?<![A-Za-z0-9])A[A-Z0-9]{15,}(?![A-Za-z0-9])|(?<!\d)\d{12}(?!\d)|(?<=:)(?:iam|sts)(?=:)|[\p{L}\p{M}]+/gu;
const OPEN_END = /[*?\u{f0000}-\u{fffff}]/u;

const redactWords = (text: string, replace: Replacer): string =>
  text.replaceAll(PARTS, (part: string, at: number) => {
    if (/^\d/.test(part)) return replace.digits(part);
    if (part.length > 15 && /^A[A-Z0-9]+$/.test(part)) return replace.uniqueId(part);
    if (/^(iam|sts)$/.test(part) && text[at - 1] === ':') return part;
    const after = String.fromCodePoint(text.codePointAt(at + part.length) ?? 0);
    const before = at === 0 ? '' : text.slice(Math.max(0, at - 2), at);
    return replace.word(
      part,
      OPEN_END.test(after) || OPEN_END.test(before.at(-1) ?? '') || VARIABLE_BEFORE.test(before),
    );
  });

const VARIABLE_BEFORE = /[\u{f0000}-\u{fffff}]$/u;
