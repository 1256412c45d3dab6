import { accountOf, partitionOf, type Caller } from './caller.ts';
import { bits, holds, instant } from './condition.ts';
import type { Condition, Statement } from './document.ts';
import { knowledge, OTHER, type Possible } from './known.ts';
import { coversResource, expand, like, plain, variablesIn, type Context } from './match.ts';
import { denyNames, grantNaming } from './principal.ts';
import type { Role, World } from './world.ts';

/** The values of one key in one request; empty: absent. */
type Values = readonly string[];

/**
 * Requests that stand for all that `caller` could make for `role`: for each key that the statements mention, the values
 * they mention, one they do not, and none at all, as far as each is possible.
 */
export function* contexts(
  caller: Caller,
  role: Role,
  statements: readonly Statement[],
  world: World,
): Generator<Context> {
  const relevant = possibleStatements(caller, role, statements, world);
  const certain = certainOf(knowledgeOf(caller, role, statements, world));
  const choices = [...knowledgeOf(caller, role, relevant, world)].flatMap(([key, what]): [string, Values[]][] =>
    'values' in what ? [] : [[key, possibleValues(key, what, caller, role, relevant, certain)]],
  );
  for (const context of combinations(choices, 0, new Map(certain))) if (isConsistent(context)) yield context;
}

/** `aws:SourceIp` is there unless a VPC endpoint is used, the age of an MFA where one was used. */
function isConsistent(context: Context): boolean {
  const isThere = (key: string) => (context.get(key) ?? []).length > 0;
  if (isThere('aws:sourceip') && OF_VPC_ENDPOINTS.some(isThere)) return false;
  const mfa = context.get('aws:multifactorauthpresent');
  const age = context.get('aws:multifactorauthage');
  return mfa === undefined || age === undefined || (mfa[0] === 'true') === age.length > 0;
}

const OF_VPC_ENDPOINTS = ['vpc', 'vpcarn', 'vpce'].map((name) => `aws:source${name}`).concat('aws:vpcsourceip');
const COMPANIONS = [
  ['aws:sourceip', ...OF_VPC_ENDPOINTS],
  ['aws:multifactorauthpresent', 'aws:multifactorauthage'],
];

type Known = ReturnType<typeof knowledgeOf>;

const certainOf = (known: Known): ReadonlyMap<string, Values> =>
  new Map([...known].flatMap(([key, what]) => ('values' in what ? [[key, what.values]] : [])));

/** Without the statements that apply to no request, going by what is certain: what they mention makes no difference. */
export function possibleStatements(
  caller: Caller,
  role: Role,
  statements: readonly Statement[],
  world: World,
): Statement[] {
  const known = knowledgeOf(caller, role, statements, world);
  const certain = certainOf(known);
  const isCertain = (keys: readonly string[]) => keys.every((key) => certain.has(key));
  const sessions = [...sessionIds(caller, statements), `${OTHER}:${OTHER}`].map(
    (id) => new Map([['aws:userid', [id]]]),
  );
  const mayName = (statement: Statement) =>
    sessions.some((session) =>
      statement.effect === 'Allow'
        ? grantNaming(statement, caller, role, session) !== null
        : denyNames(statement, caller, role, session),
    );
  return statements.filter((statement) => {
    const { conditions, resource, principal, hasVariables } = statement;
    const variables = (texts: readonly string[]) => (hasVariables ? texts.flatMap(variablesIn) : []);
    return (
      (principal === null || mayName(statement)) &&
      conditions
        .filter(({ key, values }) => isCertain([key, ...variables(values)]))
        .every((condition) => holds(condition, certain, hasVariables)) &&
      (resource === null ||
        !isCertain(variables(resource.entries)) ||
        coversResource(resource, role.arn, hasVariables, certain))
    );
  });
}

/** Whether statements ask different things of one key whose value is open. */
export function isEntangled(caller: Caller, role: Role, all: readonly Statement[], world: World): boolean {
  const statements = possibleStatements(caller, role, all, world);
  const open = [...knowledgeOf(caller, role, statements, world)].filter(([, what]) => !('values' in what));
  const keys = new Set(open.map(([key]) => key));
  if (COMPANIONS.some((companions) => companions.filter((key) => keys.has(key)).length > 1)) return true;
  return open.some(([key]) => {
    const tests = statements.flatMap(({ conditions, effect }) =>
      conditions.filter((condition) => condition.key === key).map((condition) => JSON.stringify([effect, condition])),
    );
    const sessions = key === 'aws:userid' ? sessionIds(caller, statements) : [];
    const uses = statements.flatMap(variablesOf).filter((variable) => variable === key);
    // Of a session outside the snapshot the path of its role is open: one pattern against another. So is a variable for
    // an account of which only is known that it was not collected.
    const patterns =
      (caller.kind === 'external' && key === 'aws:principalarn') ||
      (caller.kind === 'public' && key === 'aws:principalaccount' && uses.length > 0)
        ? 2
        : 0;
    return new Set(tests).size + sessions.length + uses.length + patterns > 1;
  });
}

const knowledgeOf = (caller: Caller, role: Role, statements: readonly Statement[], world: World) => {
  const keys = new Set(['aws:userid', ...statements.flatMap(mentionedKeys)]);
  return new Map([...keys].map((key) => [key, knowledge(key, caller, role, world)]));
};

function* combinations(
  choices: readonly [string, Values[]][],
  from: number,
  chosen: Map<string, Values>,
): Generator<Context> {
  if (from === choices.length) {
    yield chosen;
    return;
  }
  const [key, possible] = choices[from]!;
  for (const values of possible) {
    chosen.set(key, values);
    yield* combinations(choices, from + 1, chosen);
  }
}

const mentionedKeys = (statement: Statement): string[] => [
  ...statement.conditions.map(({ key }) => key),
  ...variablesOf(statement),
];

const variablesOf = ({ conditions, resource, hasVariables }: Statement): string[] =>
  hasVariables
    ? [...(resource?.entries ?? []), ...conditions.flatMap(({ values }) => values)].flatMap(variablesIn)
    : [];

function possibleValues(
  key: string,
  possible: Possible,
  caller: Caller,
  role: Role,
  statements: readonly Statement[],
  certain: ReadonlyMap<string, Values>,
): Values[] {
  const conditions = statements
    .flatMap((statement) => statement.conditions)
    .filter((condition) => condition.key === key);
  const claim = caller.kind === 'federated' ? caller.claims.get(key) : undefined;
  const fits = (value: string) => possible.fits(value) && (claim === undefined || like(claim, value));
  const mentioned = [
    ...conditions.flatMap((condition) => representatives(condition, accountOf(caller), certain)),
    ...joinedPatterns(conditions.flatMap((condition) => condition.values)),
    ...(key === 'aws:userid' ? [...sessionIds(caller, statements), ...ownSessions(caller, conditions)] : []),
    ...(key === 'aws:principalarn' ? someoneIn(accountOf(caller) ?? '000000000000', partitionOf(role.arn)) : []),
    ...(claim === undefined ? [] : instances(claim, null, certain)),
    // As a variable it is compared with other values, or stands in a role's ARN.
    ...(statements.flatMap(variablesOf).includes(key) ? comparedWith(key, statements, role, certain) : []),
  ];
  const isBool = conditions.some(({ operator }) => operator === 'Bool');
  const values = [...new Set(isBool ? mentioned : [...mentioned, possible.other])].filter(fits);
  const { always } = possible;
  if (always !== undefined) {
    const standing = values.filter(always);
    return values.map((value) => [...new Set([...standing, value])]);
  }
  const many = conditions.some(({ quantifier }) => quantifier !== null) && values.length > 1;
  return [
    ...values.map((value) => [value]),
    ...(many ? [values, values.slice(0, -1)] : []),
    ...(possible.mayBeAbsent && claim === undefined ? [[]] : []),
  ];
}

/** What fits patterns that leave more open than an account. */
const someoneIn = (account: string, partition: string): string[] =>
  ['user', 'role'].map((type) => `arn:${partition}:iam::${account}:${type}/filling`);

function comparedWith(
  key: string,
  statements: readonly Statement[],
  role: Role,
  certain: ReadonlyMap<string, Values>,
): string[] {
  const conditions = statements.flatMap((statement) => statement.conditions);
  const asking = conditions.filter(({ values }) => values.flatMap(variablesIn).includes(key));
  const besides = conditions.filter((condition) => asking.some((each) => each.key === condition.key));
  const asked = besides.flatMap(({ values }) => values).filter((value) => variablesIn(value).length === 0);
  const texts = [...[...certain.values()].flat(), role.arn, ...asked];
  const patterns = [
    ...statements.flatMap(({ resource }) => resource?.entries ?? []),
    ...conditions.flatMap(({ values }) => values),
  ];
  return [...texts, ...partsOf(role.arn), ...patterns.flatMap((pattern) => fillings(key, pattern, texts))];
}

/** What a variable has to be for a pattern to become one of the texts. */
function fillings(key: string, pattern: string, texts: readonly string[]): string[] {
  if (!variablesIn(pattern).includes(key)) return [];
  const source = pattern
    .split(/(\$\{[^}]+\}|[*?])/)
    .map((part) => {
      if (part.startsWith('${')) return variablesIn(part)[0] === key ? '(.*)' : '.*';
      return part === '*' || part === '?' ? '.*' : part.replace(/[\\^$.+()[\]{}|/]/g, String.raw`\$&`);
    })
    .join('');
  return texts.flatMap((text) => new RegExp(`^${source}$`, 'isu').exec(text)?.slice(1) ?? []);
}

/** What a variable in a `Resource` may have to be: the name of a role, its path, or both. */
function partsOf(arn: string): string[] {
  const segments = arn.replace(/^.*:role\//, '').split('/');
  return segments.flatMap((_, start) =>
    segments.slice(start).map((__, more) => segments.slice(start, start + more + 1).join('/')),
  );
}

/** Values on both sides of what a condition asks for. */
function representatives({ operator, values }: Condition, account: string | null, certain: Context): string[] {
  if (operator === 'Null') return [];
  if (operator === 'Bool') return ['true', 'false'];
  if (operator.startsWith('Numeric'))
    return values.flatMap((value) => [...[-1, 0, 1].map((by) => String(Number(value) + by)), `0${value}`]);
  if (operator.startsWith('Date')) {
    const dates = values.map(instant).filter((at) => !Number.isNaN(at));
    return dates.flatMap((at) => [-1, 0, 1].map((by) => new Date(at + by * 1000).toISOString()));
  }
  if (operator.endsWith('IpAddress')) return [...values.flatMap(endsOfNetwork), '198.51.100.77', '2001:db8::77'];
  const texts = values.flatMap((value) => instances(value, account, certain));
  return operator.endsWith('IgnoreCase') ? [...texts, ...texts.map((text) => text.toUpperCase())] : texts;
}

/** What begins as one pattern does and ends as another: fits both, where anything does. */
const joinedPatterns = (patterns: readonly string[]): string[] =>
  patterns
    .filter((pattern) => pattern.includes('*'))
    .flatMap((head, _, all) => all.map((tail) => head.split('*')[0]! + tail.split('*').at(-1)!));

/** The first and the last address of a network; of version 6, the one that it is written with. */
function endsOfNetwork(network: string): string[] {
  const [base, length = '32'] = network.split('/') as [string, string?];
  if (base.includes(':')) return [base];
  const prefix = bits(base).slice(0, Number(length));
  return ['0', '1'].map((fill) =>
    prefix
      .padEnd(32, fill)
      .replace(/.{8}/g, (byte) => `${parseInt(byte, 2)}.`)
      .slice(0, -1),
  );
}

/** Texts that fit a pattern; where it is that of an ARN, preferably of the caller's account. */
function instances(pattern: string, account: string | null, certain: Context): string[] {
  const literal = (expand(pattern, certain) ?? pattern)
    .split(':')
    .map((part, index) => (index === 4 && account !== null && like(part, account) ? account : part))
    .join(':');
  const filled = ['', 'filling'].map((run) => plain(literal.replaceAll('*', run).replaceAll('?', 'x')));
  // As it stands: what a comparison without wildcards asks for.
  return [...filled, pattern];
}

/** `aws:userid` of sessions of the caller's own whose names patterns ask for. */
const ownSessions = (caller: Caller, conditions: readonly Condition[]): string[] =>
  caller.kind === 'identity'
    ? conditions
        .flatMap(({ values }) => values)
        .flatMap((pattern) => ['', 'filling'].map((run) => pattern.replace(/^.*:/, '').replaceAll('*', run)))
        .map((name) => `${caller.identity.uniqueId}:${name}`)
    : [];

/** `aws:userid` of the sessions of a role that the trust policies tell apart. */
function sessionIds(caller: Caller, statements: readonly Statement[]): string[] {
  if (caller.kind !== 'identity') return [];
  const named = statements
    .flatMap(({ principal }) => principal?.entries ?? [])
    .map(({ value }) => /:assumed-role\/[^/]+\/(.+)$/.exec(value)?.[1])
    .filter((session) => session !== undefined);
  return named.map((session) => `${caller.identity.uniqueId}:${session}`);
}
