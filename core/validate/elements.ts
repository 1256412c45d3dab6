import { asList, isRecord } from '../policy/syntax.ts';
import type { JsonPath, PolicyType } from './finding.ts';
import { found, nameOf, quoted, type Found, type Subject } from './rule.ts';
import type { StatementView } from './view.ts';

/** Which elements a statement has, and of which shape ("IAM JSON policy element reference"). */
export function* elementRules(statement: StatementView, { type }: Subject): Iterable<Found> {
  const { raw, path } = statement;
  const name = nameOf(statement);
  for (const element of Object.keys(raw)) {
    if (!ELEMENTS.has(element))
      yield found('unknown-element', [...path, element], `${name}: there is no element ${quoted(element)}.`);
    else if (UNSUPPORTED[type].has(element))
      yield found(
        'unsupported-element',
        [...path, element],
        `${name}: ${NAMES[type]} cannot have ${element}; remove it.`,
      );
  }
  if (!('Effect' in raw)) yield found('missing-element', path, `${name} has no Effect.`);
  else if (statement.effect === null)
    yield found('invalid-effect', [...path, 'Effect'], `${name}: Effect is "Allow" or "Deny", spelled so.`);
  for (const pair of PAIRS) yield* pairRule(statement, pair, type);
  yield* sidRule(statement);
  yield* shapeRules(statement);
}

const PAIRS = ['Action', 'Resource', 'Principal'] as const;
const ELEMENTS: ReadonlySet<string> = new Set(['Sid', 'Effect', 'Condition', ...PAIRS.flatMap((e) => [e, `Not${e}`])]);

const PRINCIPALS = ['Principal', 'NotPrincipal'];
const UNSUPPORTED: Readonly<Record<PolicyType, ReadonlySet<string>>> = {
  trust: new Set(['Resource', 'NotResource']),
  identity: new Set(PRINCIPALS),
  boundary: new Set(PRINCIPALS),
  scp: new Set(PRINCIPALS),
  rcp: new Set(),
};

const NAMES: Readonly<Record<PolicyType, string>> = {
  trust: 'a trust policy',
  identity: 'an identity policy',
  boundary: 'a permissions boundary',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
};

function* pairRule(
  { raw, path, index, sid, ...rest }: StatementView,
  element: (typeof PAIRS)[number],
  type: PolicyType,
): Iterable<Found> {
  const name = nameOf({ raw, path, index, sid, ...rest });
  const not = `Not${element}`;
  if (element in raw && not in raw)
    yield found('excluding-elements', [...path, not], `${name} has both ${element} and ${not}: keep one.`);
  else if (!(element in raw) && !(not in raw) && !UNSUPPORTED[type].has(element))
    yield found('missing-element', path, `${name} has no ${element}.`);
}

function* sidRule(statement: StatementView): Iterable<Found> {
  const sid = statement.raw['Sid'];
  const at = [...statement.path, 'Sid'];
  if (sid === undefined) return;
  if (typeof sid !== 'string') yield found('invalid-type', at, `${nameOf(statement)}: Sid is not text.`);
  // "The Sid element supports ASCII uppercase letters, lowercase letters, and numbers."
  else if (!/^[A-Za-z0-9]*$/.test(sid))
    yield found('invalid-sid', at, `The Sid ${quoted(sid)} holds more than letters and digits.`);
}

function* shapeRules(statement: StatementView): Iterable<Found> {
  const { raw, path } = statement;
  for (const element of ['Action', 'NotAction', 'Resource', 'NotResource'])
    if (element in raw) yield* textsRule(raw[element], [...path, element]);
  for (const element of PRINCIPALS) if (element in raw) yield* principalShape(raw[element], [...path, element]);
  if ('Condition' in raw) yield* conditionShape(raw['Condition'], [...path, 'Condition']);
}

function* textsRule(value: unknown, path: JsonPath): Iterable<Found> {
  if (asList(value).length === 0) yield found('empty-element', path, `${String(path.at(-1))} is an empty list.`);
  if (asList(value).some((item) => typeof item !== 'string'))
    yield found('invalid-type', path, `${String(path.at(-1))} is neither text nor a list of texts.`);
}

function* principalShape(value: unknown, path: JsonPath): Iterable<Found> {
  if (typeof value === 'string') {
    if (value !== '*')
      yield found('invalid-principal', path, `A principal needs its type: { "AWS": ${quoted(value)} }.`);
    return;
  }
  if (!isRecord(value))
    return yield found('invalid-type', path, `${String(path.at(-1))} is neither "*" nor an object.`);
  if (Object.keys(value).length === 0) yield found('empty-element', path, `${String(path.at(-1))} is empty.`);
  for (const [type, names] of Object.entries(value)) yield* textsRule(names, [...path, type]);
}

function* conditionShape(block: unknown, path: JsonPath): Iterable<Found> {
  if (!isRecord(block)) return yield found('invalid-type', path, 'Condition is not an object.');
  if (Object.keys(block).length === 0) yield found('empty-element', path, 'Condition is empty: it asks for nothing.');
  for (const [operator, keys] of Object.entries(block)) {
    const at = [...path, operator];
    if (!isRecord(keys)) yield found('invalid-type', at, `${quoted(operator)} is not an object of keys.`);
    else if (Object.keys(keys).length === 0) yield found('empty-element', at, `${quoted(operator)} has no key.`);
    else for (const [key, values] of Object.entries(keys)) yield* valuesShape(values, [...at, key]);
  }
}

function* valuesShape(values: unknown, path: JsonPath): Iterable<Found> {
  const list = asList(values);
  if (list.length === 0) yield found('empty-element', path, `${quoted(String(path.at(-1)))} has no value.`);
  if (!list.every((value) => ['string', 'number', 'boolean'].includes(typeof value)))
    yield found('invalid-type', path, `${quoted(String(path.at(-1)))} is neither a value nor a list of values.`);
}
