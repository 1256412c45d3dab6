import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { like } from '../../oracle/match.ts';
import { CATALOGUE, refined, report } from './support.ts';

const KNOWN = [...CATALOGUE].flatMap(([service, { actions }]) => actions.map((action) => `${service}:${action}`));
const UNKNOWN = ['s3:GetBucketNew', 's3:Frob', 'sqs:SendMore', 'iam:PassRoles', 'brand:New', 'xray:Get'];

interface Written {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource: string;
  readonly Condition?: object;
}

const pattern = fc.oneof(
  fc.constantFrom(...KNOWN, ...UNKNOWN),
  fc.constantFrom(
    '*',
    's3:*',
    'sqs:*',
    'iam:*',
    'xray:*',
    '*:Get*',
    's3:*Bucket*',
    's3:Get?ucket*',
    'S*:*e*',
    'brand:*',
  ),
  fc
    .tuple(fc.constantFrom(...KNOWN), fc.nat(20))
    .map(([action, length]) => `${action.slice(0, action.indexOf(':') + 1 + length)}*`),
);
const patterns = fc.array(pattern, { minLength: 1, maxLength: 4 });
const statement: fc.Arbitrary<Written> = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Allow' as const, 'Deny' as const),
    actions: fc.oneof(
      patterns.map((Action) => ({ Action })),
      pattern.map((Action) => ({ Action })),
      patterns.map((NotAction) => ({ NotAction })),
    ),
    Resource: fc.constantFrom('*', 'arn:aws:s3:::shop-*'),
    condition: fc.constantFrom({}, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
  })
  .map(({ Effect, actions, Resource, condition }) => ({ Effect, ...actions, Resource, ...condition }));
const documents = fc.array(fc.array(statement, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });

/** By service whether it was accessed, and of each action whether it is tracked, and was used. */
const reports = fc.record(
  Object.fromEntries(
    [...CATALOGUE].map(([service, { actions }]) => [
      service,
      fc.option(
        fc.record({
          accessed: fc.boolean(),
          tracked: fc.array(fc.tuple(fc.constantFrom(...actions), fc.boolean()), { maxLength: 5 }),
        }),
      ),
    ]),
  ),
);
type Report = typeof reports extends fc.Arbitrary<infer Value> ? Value : never;

const linesOf = (known: Report): string[] =>
  Object.entries(known).flatMap(([service, value]) => {
    if (value === null) return [];
    const tracked = new Map(value.tracked);
    const used = value.accessed ? tracked : new Map([...tracked.keys()].map((action) => [action, false]));
    const actions = [...used].map(([action, isUsed]) => `${action}${isUsed ? '+' : ''}`);
    return [[`${value.accessed ? '' : '-'}${service}`, ...actions].join(' ')];
  });

/** The same as the reduction goes by, told from the report's lines alone. */
function isUnused(lines: readonly string[], action: string): boolean {
  const [service, name] = action.split(':');
  if (action === 'iam:PassRole') return false;
  if (lines.some((line) => line.split(' ')[0] === `-${service}`)) return true;
  return lines.some((line) => line.split(' ')[0] === service && line.split(' ').slice(1).includes(name!));
}

interface Call {
  readonly action: string;
  readonly resource: string;
  readonly withMfa: boolean;
}

const CALLS: readonly Call[] = [...KNOWN, ...UNKNOWN].flatMap((action) =>
  ['arn:aws:s3:::shop-1', 'arn:aws:s3:::other'].flatMap((resource) =>
    [true, false].map((withMfa) => ({ action, resource, withMfa })),
  ),
);

const isAbout = ({ Action, NotAction, Resource, Condition }: Written, { action, resource, withMfa }: Call): boolean => {
  const matches = [Action ?? NotAction ?? []].flat().some((each) => like(each.toLowerCase(), action.toLowerCase()));
  return matches === (NotAction === undefined) && like(Resource, resource) && (Condition === undefined || withMfa);
};

const allows = (statements: readonly Written[], call: Call): boolean =>
  statements.some((each) => each.Effect === 'Allow' && isAbout(each, call)) &&
  !statements.some((each) => each.Effect === 'Deny' && isAbout(each, call));

test('whatever policies and reports say, the reduced ones allow no more, all that may be used, and nothing unused', () => {
  fc.assert(
    fc.property(documents, reports, (policies, known) => {
      const lines = linesOf(known);
      const inline = Object.fromEntries(
        policies.map((Statement, index) => [`P${index}`, { Version: '2012-10-17', Statement }]),
      );
      const { policies: reduced, proof } = refined({ inline }, report(...lines));
      const before = policies.flat();
      const after = reduced.flatMap(({ after: text }) =>
        text === null ? [] : (JSON.parse(text) as { Statement: readonly Written[] }).Statement,
      );
      expect(proof?.failure ?? null).toBeNull();
      for (const call of CALLS) {
        const [was, is] = [allows(before, call), allows(after, call)];
        const wanted = KNOWN.includes(call.action) ? was && !isUnused(lines, call.action) : was && is;
        expect([call, is]).toEqual([call, wanted]);
      }
    }),
    { numRuns: 500 },
  );
});
