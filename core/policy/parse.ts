import { HOP_ACTIONS } from '../model/hop.ts';
import { parseConditions } from './parse-conditions.ts';
import { globOf, matchesGlob, type Glob } from './glob.ts';
import { parsePrincipalElement } from './parse-principals.ts';
import { parseResourceElement } from './parse-resources.ts';
import type { Permission, PolicyDocument, ResourceElement, Statement } from './statement.ts';
import { asList, expect, isRecord, PolicySyntaxError, textList } from './syntax.ts';

export type Parsed<Document> =
  | { readonly ok: true; readonly document: Document }
  /** `reason` completes the sentence "The policy cannot be read: …". */
  | { readonly ok: false; readonly reason: string };
export type ParsedPolicy = Parsed<PolicyDocument>;

/** What a kind of policy may say: a trust policy names principals, the rest name resources; an RCP does both. */
export type Grammar = 'trust' | 'identity' | 'rcp';

const ELEMENTS = new Set([
  'Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition',
]); // prettier-ignore

/** Reads a decoded policy document ("Grammar of the IAM JSON policy language"). */
export const parsePolicy = (value: unknown, grammar: Grammar): ParsedPolicy =>
  parsed(() => parseDocument(value, grammar));

/** Reads what a decoded identity policy, permissions boundary or SCP says of any action. */
export const parsePermissions = (value: unknown): Parsed<readonly Permission[]> =>
  parsed(() => {
    const { raws, variables } = readDocument(value);
    return raws.map((raw, index) => parsePermission(raw, index, variables));
  });

function parsed<Document>(read: () => Document): Parsed<Document> {
  try {
    return { ok: true, document: read() };
  } catch (error) {
    if (error instanceof PolicySyntaxError) return { ok: false, reason: error.message };
    throw error;
  }
}

function parseDocument(value: unknown, grammar: Grammar): PolicyDocument {
  const { raws, variables } = readDocument(value);
  const warnings: string[] = [];
  const context = { grammar, variables, warnings };
  const statements = raws.map((raw, index) => parseStatement(raw, index, context));
  return { statements: statements.filter(isKept), warnings };
}

/** The statements as they are written, and whether variables are read. */
function readDocument(value: unknown): { readonly raws: readonly unknown[]; readonly variables: boolean } {
  expect(isRecord(value), 'it is not a JSON object');
  const version = value['Version'] ?? '2008-10-17';
  expect(version === '2012-10-17' || version === '2008-10-17', `Version ${JSON.stringify(version)} does not exist`);
  expect(value['Statement'] !== undefined, 'it has no Statement');
  return { raws: asList(value['Statement']), variables: version === '2012-10-17' };
}

const isKept = ({ actions, tagsSession, setsSourceIdentity }: Statement): boolean =>
  actions.size > 0 || tagsSession || setsSourceIdentity;

interface Context {
  readonly grammar: Grammar;
  readonly variables: boolean;
  readonly warnings: string[];
}

function parseStatement(raw: unknown, index: number, context: Context): Statement {
  const place = `Statement[${index}]`;
  expect(isRecord(raw), `${place} is not an object`);
  const { sid, effect } = parseHead(raw, place);
  const about = parseActions(raw, place);
  const warn = (warning: string): void => {
    if (about.actions.size > 0) context.warnings.push(`${place}${sid ? ` (${sid})` : ''}: ${warning}`);
  };
  const principals = context.grammar === 'trust' ? parsePrincipalElement(raw, place, warn) : null;
  if (context.grammar === 'identity') expectNoPrincipal(raw, place);
  return {
    index,
    sid,
    effect,
    ...about,
    resources: parseResources(raw, place, context, warn),
    principals,
    conditions: parseConditions(raw['Condition'], place, context.variables),
  };
}

function parsePermission(raw: unknown, index: number, variables: boolean): Permission {
  const place = `Statement[${index}]`;
  expect(isRecord(raw), `${place} is not an object`);
  const { sid, effect } = parseHead(raw, place);
  expectNoPrincipal(raw, place);
  const [name, complement] = oneOf(raw, 'Action', 'NotAction', place);
  return {
    index,
    sid,
    effect,
    actions: { complement, patterns: actionPatterns(raw[name], `${place}.${name}`) },
    resources: parseNamedResources(raw, place, variables, () => {}),
    conditions: parseConditions(raw['Condition'], place, variables),
  };
}

/** What every statement has, once no element is unknown. */
function parseHead(raw: Record<string, unknown>, place: string): Pick<Statement, 'sid' | 'effect'> {
  const unknown = Object.keys(raw).find((element) => !ELEMENTS.has(element));
  expect(unknown === undefined, `${place} has an element that does not exist: ${JSON.stringify(unknown)}`);
  const effect = raw['Effect'];
  expect(effect === 'Allow' || effect === 'Deny', `${place}.Effect is neither "Allow" nor "Deny"`);
  const sid = raw['Sid'] ?? null;
  expect(sid === null || typeof sid === 'string', `${place}.Sid is not a string`);
  return { sid: sid === '' ? null : sid, effect };
}

const expectNoPrincipal = (raw: Record<string, unknown>, place: string): void =>
  expect(
    !('Principal' in raw || 'NotPrincipal' in raw),
    `${place} has a Principal, which only a resource's policy may have`,
  );

function parseActions(
  raw: Record<string, unknown>,
  place: string,
): Pick<Statement, 'actions' | 'tagsSession' | 'setsSourceIdentity'> {
  const [name, complement] = oneOf(raw, 'Action', 'NotAction', place);
  const patterns = actionPatterns(raw[name], `${place}.${name}`);
  const isMeant = (action: string): boolean =>
    patterns.some((glob) => matchesGlob(glob, action.toLowerCase())) !== complement;
  return {
    actions: new Set(HOP_ACTIONS.filter(isMeant)),
    tagsSession: isMeant('sts:TagSession'),
    setsSourceIdentity: isMeant('sts:SetSourceIdentity'),
  };
}

/** In lower case: "actions … are case insensitive" ("IAM JSON policy elements: Action"). */
const actionPatterns = (value: unknown, place: string): readonly Glob[] =>
  textList(value, place).map((pattern) => globOf(pattern.toLowerCase()));

function parseResources(
  raw: Record<string, unknown>,
  place: string,
  context: Context,
  warn: (warning: string) => void,
) {
  if (context.grammar === 'trust') {
    expect(!('Resource' in raw || 'NotResource' in raw), `${place} has a Resource, which a trust policy may not have`);
    return null;
  }
  return parseNamedResources(raw, place, context.variables, warn);
}

function parseNamedResources(
  raw: Record<string, unknown>,
  place: string,
  variables: boolean,
  warn: (warning: string) => void,
): ResourceElement {
  const [name, complement] = oneOf(raw, 'Resource', 'NotResource', place);
  return parseResourceElement(textList(raw[name], `${place}.${name}`), complement, variables, warn);
}

/** Which of two elements that exclude each other is there; true for the second. */
function oneOf(raw: Record<string, unknown>, name: string, notName: string, place: string): [string, boolean] {
  expect(name in raw || notName in raw, `${place} has neither ${name} nor ${notName}`);
  expect(!(name in raw && notName in raw), `${place} has both ${name} and ${notName}`);
  return name in raw ? [name, false] : [notName, true];
}
