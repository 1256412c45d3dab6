import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, RequestCondition } from '../../../core/model/condition.ts';
import { contradictionOf } from '../../../core/policy/contradiction.ts';
import { canWalk, KEYS } from './walk.ts';

const testOf = (operator: string, key: string, ...values: string[]): RequestCondition => ({ operator, key, values });
const is = (key: string, ...values: string[]) => testOf('StringEquals', key, ...values);
const and = (...all: Condition[]): Condition => ({ all });

const chain = (...conditions: readonly (Condition | null)[]) =>
  conditions.map((condition, hop) => ({ callerName: ['alice', 'First', 'Second', 'Third'][hop]!, condition }));

const [SET, SEEN] = ['sts:SourceIdentity', 'aws:SourceIdentity'];
const [PASSED, OF_CALLER] = ['aws:RequestTag/team', 'aws:PrincipalTag/Team'];
const TRANSITIVE = testOf('ForAnyValue:StringEquals', 'sts:TransitiveTagKeys', 'team');
const NAME = 'sts:RoleSessionName';
const MFA = testOf('Bool', 'aws:MultiFactorAuthPresent', 'true');
const EXTERNAL_ID = is('sts:ExternalId', 'x');

/** A call that passes the tag, with tests of which tags it passes as transitive, and another tag two calls later. */
const tagAndLaterAnother = (...transitive: readonly (readonly [operator: string, ...values: string[]])[]) => [
  and(
    is(PASSED, 'a'),
    ...transitive.map(([operator, ...values]) => testOf(operator, 'sts:TransitiveTagKeys', ...values)),
  ),
  null,
  is(OF_CALLER, 'b'),
];

describe('a chain cannot be walked', () => {
  it.each<[string, readonly (Condition | null)[]]>([
    ['whose source identity is to change', [is(SET, 'ann'), is(SEEN, 'bob')]],
    ['whose source identity is to change later', [is(SET, 'ann'), null, is(SET, 'bob')]],
    ['whose source identity is to be set, and not to be there', [is(SET, 'ann'), testOf('Null', SEEN, 'true')]],
    ['whose source identity is to be there before anyone sets it', [testOf('Null', SET, 'true'), is(SEEN, 'ann')]],
    ['that passes another tag than the session is to have', [is(PASSED, 'a'), is(OF_CALLER, 'b')]],
    ['that passes a tag that the session is not to have', [is(PASSED, 'a'), testOf('Null', OF_CALLER, 'true')]],
    ['that passes a transitive tag and has another later', tagAndLaterAnother(['ForAnyValue:StringEquals', 'team'])],
    ['that passes a transitive tag anew', [and(TRANSITIVE, is(PASSED, 'a')), null, is(PASSED, 'b')]],
    [
      'whose only tag is transitive, as one that has to be',
      tagAndLaterAnother(['ForAllValues:StringEquals', 'Team'], ['Null', 'false']),
    ],
    ['whose tag is the transitive one', tagAndLaterAnother(['StringEquals', 'team'])],
    ['of which only the first calls exclude each other', [is(PASSED, 'a'), is(OF_CALLER, 'b'), null]],
    [
      'that passes a transitive tag, whatever its value, and has none later',
      [and(TRANSITIVE, testOf('StringNotEquals', PASSED, 'b')), null, testOf('Null', OF_CALLER, 'true')],
    ],
    ['that gives the session another name than it is to have', [is(NAME, 'ann'), { session: 'bob' }]],
    ['that gives a later session another name than it is to have', [null, is(NAME, 'ann'), { session: 'bob' }, null]],
    [
      'whose session has another name than its user id is to end in',
      [is(NAME, 'ann'), testOf('StringLike', 'aws:userid', '*:bob', 'AROAFIRST:b*')],
    ],
    [
      'with either of two values, neither of them the other',
      [{ any: [is(SET, 'ann'), is(SET, 'eve')] }, is(SEEN, 'bob')],
    ],
    [
      'in either of two ways, since both set the same source identity',
      [{ any: [and(is(SET, 'ann'), MFA), and(is(SET, 'ann'), EXTERNAL_ID)] }, is(SEEN, 'bob')],
    ],
  ])('%s', (_, conditions) => {
    expect(contradictionOf(chain(...conditions), false)).toMatch(
      /^(A|The) .*: the call of (alice|First) .*, the call of (First|Second) /,
    );
  });

  it('and says which calls ask for what', () => {
    expect(contradictionOf(chain(is(SET, 'ann'), null, is(SEEN, 'bob')), false)).toBe(
      'A source identity stays what it was when it was first set: the call of alice asks for source identity = ann, ' +
        'the call of Second asks for the source identity of the caller = bob.',
    );
  });

  it('and says no more of a call than what the other excludes', () => {
    const others = and(MFA, EXTERNAL_ID, is('aws:PrincipalTag/other', 'o'));
    const first = and(is(SET, 'ann'), is(PASSED, 'a'), is(NAME, 'ann'), is(OF_CALLER, 'z'), others);
    const identity = contradictionOf(chain(first, and(is(SEEN, 'bob'), others)), false);
    const tag = contradictionOf(chain(first, and(is(OF_CALLER, 'b'), is(PASSED, 'c'), others)), false);
    const name = contradictionOf(chain(first, and({ session: 'bob' }, is(NAME, 'eve'), others)), false);
    expect([identity, tag, name]).toEqual([
      'A source identity stays what it was when it was first set: the call of alice asks for source identity = ann, ' +
        'the call of First asks for the source identity of the caller = bob.',
      'The session tag team is that of the session: the call of alice asks for session tag team = a, ' +
        "the call of First asks for the caller's tag Team = b.",
      'A session has the name that it was given: the call of alice asks for role session name = ann, ' +
        'the call of First is made as the session bob.',
    ]);
  });

  it('and says the whole of a choice that is left, also what a policy that could not be read has to allow', () => {
    const either: Condition = { any: [and(is(SET, 'ann'), MFA), and(is(SET, 'ann'), { policyAllows: 'p-1' })] };
    expect(contradictionOf(chain(either, is(SEEN, 'bob')), false)).toContain('policy p-1');
  });

  it.each<[string, Condition]>([
    ['another source identity than its caller has', and(is(SEEN, 'ann'), is(SET, 'bob'))],
    [
      'a session of one name with a user id that ends in another',
      and({ session: 'ann' }, is('aws:userid', 'AROA:bob')),
    ],
  ])('of which one call asks for %s', (_, condition) => {
    expect(contradictionOf(chain(null, condition), false)).toMatch(/^A .*: the call of First [^,]*$/);
  });
});

describe('a chain can be walked', () => {
  it.each<[string, readonly (Condition | null)[]]>([
    ['with one source identity', [is(SET, 'ann'), is(SEEN, 'ann'), is(SET, 'ann')]],
    ['that sets its source identity late', [null, is(SET, 'ann'), is(SEEN, 'ann')]],
    ['that forbids a source identity only at first', [testOf('Null', SET, 'true'), is(SET, 'ann')]],
    [
      'with MFA by one and without by the other',
      [testOf('Bool', 'aws:MultiFactorAuthPresent', 'true'), testOf('Bool', 'aws:MultiFactorAuthPresent', 'false')],
    ],
    ['with an ExternalId for each', [is('sts:ExternalId', 'a'), is('sts:ExternalId', 'b')]],
    ['with a session tag anew on each hop', [is(PASSED, 'a'), is(PASSED, 'b')]],
    ['with a session tag that does not last', [is(PASSED, 'a'), null, is(OF_CALLER, 'b')]],
    ['with a transitive tag that lasts', [and(TRANSITIVE, is(PASSED, 'a')), null, is(OF_CALLER, 'a')]],
    ['with a tag that may be transitive, and need not', tagAndLaterAnother(['ForAllValues:StringEquals', 'team'])],
    [
      'with a tag that could be transitive, where none is to be',
      tagAndLaterAnother(['ForAllValues:StringEquals', 'team'], ['Null', 'true']),
    ],
    ['with another tag that is transitive', tagAndLaterAnother(['ForAnyValue:StringEquals', 'other'])],
    ['with one of two tags that is transitive', tagAndLaterAnother(['ForAnyValue:StringEquals', 'team', 'other'])],
    ['with some tag but this that is transitive', tagAndLaterAnother(['ForAnyValue:StringNotEquals', 'team'])],
    ['whose tag has its own key as its value', [is(PASSED, 'team'), null, is(OF_CALLER, 'b')]],
    ['that passes another tag than its caller has', [and(is(PASSED, 'a'), is(OF_CALLER, 'b')), is(OF_CALLER, 'a')]],
    ['whose first session has another tag than a later call passes', [is(OF_CALLER, 'b'), is(PASSED, 'a'), null]],
    ['that asks for more than the tag', [and(is(PASSED, 'a'), is(NAME, 'ann')), and(is(OF_CALLER, 'a'), EXTERNAL_ID)]],
    [
      'that need not pass the tag',
      [
        and(testOf('StringEqualsIfExists', PASSED, 'a'), EXTERNAL_ID),
        and(is(OF_CALLER, 'b'), is(PASSED, 'c'), EXTERNAL_ID),
      ],
    ],
    ['that asks for something else instead', [is(SET, 'ann'), { any: [is(SEEN, 'bob'), is('sts:ExternalId', 'b')] }]],
    ['that passes a transitive tag anew, as it is', [and(TRANSITIVE, is(PASSED, 'a')), null, is(PASSED, 'a')]],
    [
      'whose calls ask the opposite of what is not passed on',
      [and(is(SET, 'ann'), { session: 'x' }), and(is(SEEN, 'ann'), { not: { session: 'x' } })],
    ],
    ['under one session name', [is(NAME, 'ann'), { session: 'ann' }]],
    ['whose user id ends in its name', [is(NAME, 'ann'), testOf('StringLike', 'aws:userId', 'AROAFIRST:a*')]],
    ['whose user id may end in anything', [is(NAME, 'ann'), testOf('StringLike', 'aws:userid', '*:bob', 'AROA*')]],
    [
      'whose user id is not to be of another role',
      [is(NAME, 'ann'), testOf('StringNotEquals', 'aws:userid', 'AROAB:ann')],
    ],
    [
      'whose session is of a function',
      [is(NAME, 'ann'), is('lambda:SourceFunctionArn', 'arn:aws:lambda:eu-west-1:1:function:f')],
    ],
    ['whose user id is not to end in another name', [is(NAME, 'ann'), testOf('StringNotLike', 'aws:userid', '*:bob')]],
    ['with a name for each session', [is(NAME, 'ann'), is(NAME, 'bob')]],
    ['whose next session but one has another name', [is(NAME, 'ann'), { session: 'ann' }, { session: 'bob' }]],
  ])('%s', (_, conditions) => {
    expect(contradictionOf(chain(...conditions), false)).toBeNull();
  });

  it('that starts in a session that has its source identity already', () => {
    const conditions = chain(is(SEEN, 'ann'), is(SEEN, 'ann'));
    expect([contradictionOf(conditions, true), contradictionOf(conditions, false)]).toEqual([null, expect.any(String)]);
  });
});

const simple = fc
  .record({
    operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'Null'),
    key: fc.constantFrom(...KEYS),
    value: fc.constantFrom('a', 'b'),
  })
  .map(({ operator, key, value }) => testOf(operator, key, operator === 'Null' ? String(value === 'a') : value));

const condition = fc.oneof(
  fc.constant(null),
  simple,
  fc.constant(and(TRANSITIVE, is(PASSED, 'a'))),
  fc.array(simple, { minLength: 2, maxLength: 3 }).map((all): Condition => ({ all })),
  fc.array(simple, { minLength: 2, maxLength: 2 }).map((any): Condition => ({ any })),
);

describe('of random chains', () => {
  it('none that someone can walk is called contradictory', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 2, maxLength: 3 }), fc.boolean(), (conditions, open) => {
        const contradicts = contradictionOf(chain(...conditions), open) !== null;
        expect(contradicts && canWalk(conditions, open)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('about the source identity, each that no one can walk is', () => {
    const test = simple.filter(({ key }) => key.endsWith('SourceIdentity'));
    const about = fc.array(test, { minLength: 1, maxLength: 2 }).map((all): Condition => ({ all }));
    fc.assert(
      fc.property(fc.array(about, { minLength: 2, maxLength: 4 }), fc.boolean(), (conditions, open) => {
        expect(contradictionOf(chain(...conditions), open) === null).toBe(canWalk(conditions, open));
      }),
      { numRuns: 500 },
    );
  });
});
