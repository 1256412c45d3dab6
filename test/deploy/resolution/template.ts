import { readFileSync } from 'node:fs';
import { parse, type ScalarTag, type CollectionTag } from 'yaml';

/** A template of `deploy/resolution`, as CloudFormation would read it for some parameters. */
export interface Template {
  readonly parameters: Readonly<Record<string, { readonly AllowedPattern?: string; readonly Default?: unknown }>>;
  /** Properties of a resource, without what its conditions leave out; what only AWS knows is `{"Fn::GetAtt": …}`. */
  properties(resource: string): Record<string, unknown>;
}

type Values = Readonly<Record<string, unknown>>;
interface Raw {
  readonly Parameters: Template['parameters'];
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, { readonly Properties: Record<string, unknown> }>>;
}

export function template(name: string, parameters: Values = {}): Template {
  const file = new URL(`../../../deploy/resolution/${name}`, import.meta.url);
  const raw = parse(readFileSync(file, 'utf8'), { customTags }) as Raw;
  const defaults = Object.fromEntries(Object.entries(raw.Parameters).map(([key, own]) => [key, own.Default]));
  const values = { 'AWS::Partition': 'aws', 'AWS::AccountId': '111111111111', ...defaults, ...parameters };
  const read = (value: unknown): unknown => resolved(value, values, raw.Conditions);
  return {
    parameters: raw.Parameters,
    properties: (resource) => read(raw.Resources[resource]!.Properties) as Record<string, unknown>,
  };
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The statements of a role's only policy. */
export const statementsOf = (role: Record<string, unknown>): readonly PolicyStatement[] =>
  (role['Policies'] as readonly [{ PolicyDocument: { Statement: readonly PolicyStatement[] } }])[0].PolicyDocument
    .Statement;

const scalar = (tag: string, name: string): ScalarTag => ({
  tag: `!${tag}`,
  resolve: (text: string) => ({ [name]: text }),
});
const list = (tag: string): CollectionTag => ({
  tag: `!${tag}`,
  collection: 'seq',
  resolve: (items) => ({ [`Fn::${tag}`]: items.toJSON() as unknown }) as never,
});
const customTags = [
  scalar('Ref', 'Ref'),
  scalar('Sub', 'Fn::Sub'),
  scalar('GetAtt', 'Fn::GetAtt'),
  ...['If', 'Equals', 'Not'].map(list),
];

const NOTHING = Symbol('AWS::NoValue');

function resolved(value: unknown, values: Values, conditions: Values): unknown {
  const read = (each: unknown): unknown => resolved(each, values, conditions);
  if (Array.isArray(value)) return value.map(read).filter((each) => each !== NOTHING);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, of]] = Object.entries(value) as [[string, unknown]];
  switch (name) {
    case 'Ref':
      return of === 'AWS::NoValue' ? NOTHING : (values[String(of)] ?? value);
    case 'Fn::Sub':
      return String(of).replaceAll(/\$\{([\w:]+)\}/g, (_, key: string) => String(values[key] ?? key));
    case 'Fn::If': {
      const [condition, then, otherwise] = of as [string, unknown, unknown];
      return read(read(conditions[condition]) === true ? then : otherwise);
    }
    case 'Fn::Equals': {
      const [a, b] = (of as readonly unknown[]).map(read);
      return String(a) === String(b);
    }
    case 'Fn::Not':
      return read((of as readonly unknown[])[0]) !== true;
    default:
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, each]) => [key, read(each)] as const)
          .filter(([, each]) => each !== NOTHING),
      );
  }
}
