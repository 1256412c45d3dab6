import { describe, expect, it } from 'vitest';
import type { Condition, RequestCondition } from '../../../core/model/condition.ts';
import { nodeId } from '../../../core/model/id.ts';
import type { PrincipalKind } from '../../../core/model/principal.ts';
import { formulaOf } from '../../../core/policy/formula-of.ts';
import { type PathHop, pathConditionOf, pathNotesOf } from '../../../core/policy/path-condition.ts';
import { sentencesOf } from '../../../core/policy/sentence.ts';

const asks = (key: string, ...values: string[]): RequestCondition => ({ operator: 'StringEquals', key, values });
const MFA: Condition = { operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] };
const EXTERNAL_ID = asks('sts:ExternalId', 's3cret');

const KINDS: Readonly<Record<string, PrincipalKind>> = {
  alice: 'User',
  'ec2.amazonaws.com': 'Service',
  'pods.eks.amazonaws.com': 'Service',
  '999999999999': 'ExternalAccount',
  '*': 'Public',
  bob: 'Session',
};

type Calls = readonly (readonly [caller: string, condition: Condition | null])[];

/** A path through the callers in turn, each under its condition; null is ALLOWED. */
const path = (...calls: Calls): PathHop[] =>
  calls.map(([name, condition]) => ({
    caller: { id: nodeId(`arn:aws:iam::111111111111:x/${name}`), name, kind: KINDS[name] ?? 'Role' },
    condition,
    conditions: condition === null ? [] : sentencesOf(formulaOf(condition)),
  }));

const sentence = (...calls: Calls) => pathConditionOf(path(...calls))?.sentence ?? null;

describe('the condition of a path', () => {
  it('is none where every hop is ALLOWED', () => {
    expect(pathConditionOf(path(['alice', null], ['Deployer', null]))).toBeNull();
  });

  it('has a term for each CONDITIONAL hop, about its own caller', () => {
    const { terms } = pathConditionOf(path(['alice', MFA], ['Deployer', null], ['Builder', EXTERNAL_ID]))!;
    expect(terms).toEqual([
      {
        hop: 0,
        caller: 'arn:aws:iam::111111111111:x/alice',
        callerName: 'alice',
        conditions: ['with MFA'],
        condition: MFA,
        carried: [],
      },
      expect.objectContaining({ hop: 2, callerName: 'Builder', condition: EXTERNAL_ID }),
    ]);
  });

  it.each<[string, Calls]>([
    [
      'alice with MFA; then, as Deployer, passing ExternalId = s3cret',
      [
        ['alice', MFA],
        ['Deployer', EXTERNAL_ID],
      ],
    ],
    [
      'as Deployer, with MFA',
      [
        ['alice', null],
        ['Deployer', MFA],
      ],
    ],
    [
      'alice with MFA, passing ExternalId = s3cret and where aws:RequestedRegion = eu-west-1',
      [['alice', { all: [MFA, EXTERNAL_ID, asks('aws:RequestedRegion', 'eu-west-1')] }]],
    ],
    ['alice either with MFA, or ExternalId = s3cret', [['alice', { any: [MFA, EXTERNAL_ID] }]]],
    [
      'alice (either with MFA, or ExternalId = s3cret) and passing session tag team = a',
      [['alice', { all: [{ any: [MFA, EXTERNAL_ID] }, asks('aws:RequestTag/team', 'a')] }]],
    ],
    [
      '999999999999 if the policies of account 999999999999 allow it',
      [['999999999999', { accountAllows: '999999999999' }]],
    ],
    ['Dev as the session bob', [['Dev', { session: 'bob' }]]],
    ['ec2.amazonaws.com on behalf of an account that = 1', [['ec2.amazonaws.com', asks('aws:SourceAccount', '1')]]],
    ['"a; then, as Admin," with MFA', [['a; then, as Admin,', MFA]]],
  ])('reads: %s', (expected, calls) => {
    expect(sentence(...calls)).toBe(expected);
  });
});

describe('what an earlier call sets', () => {
  it.each<[string, Condition, string, object]>([
    [
      'a session tag',
      asks('aws:PrincipalTag/Team', 'a'),
      '(the session tag Team is passed when Builder is assumed, or before as a transitive tag)',
      { parameter: 'Tags', tag: 'Team', hop: 1, orBefore: true },
    ],
    [
      'the source identity',
      asks('aws:SourceIdentity', 'ann'),
      '(the source identity is set when Builder is assumed, or before)',
      { parameter: 'SourceIdentity', tag: null, hop: 1, orBefore: true },
    ],
    [
      "a session's name",
      { session: 'bob' },
      "(the session's name is given when Builder is assumed)",
      { parameter: 'RoleSessionName', tag: null, hop: 1, orBefore: false },
    ],
    [
      "a session's name, as the end of a user id",
      asks('aws:userid', 'AROABUILDER:bob'),
      "(the session's name is given when Builder is assumed)",
      { parameter: 'RoleSessionName', tag: null, hop: 1, orBefore: false },
    ],
  ])('%s is said with the hop that tests it', (_, condition, text, carried) => {
    const { sentence, terms } = pathConditionOf(path(['alice', null], ['Deployer', null], ['Builder', condition]))!;
    expect(sentence.endsWith(text)).toBe(true);
    expect(terms[0]!.carried).toEqual([carried]);
  });

  it('on the second hop of a user, only the first call can', () => {
    const { sentence, terms } = pathConditionOf(
      path(['alice', null], ['Builder', asks('aws:PrincipalTag/team', 'a')]),
    )!;
    expect(terms[0]!.carried).toEqual([{ parameter: 'Tags', tag: 'team', hop: 0, orBefore: false }]);
    expect(sentence).toContain('(the session tag team is passed when Builder is assumed)');
  });

  it.each(['Dev', 'bob', '999999999999', '*'])(
    'on the second hop of %s, which may be a session, an earlier call can as well',
    (start) => {
      const { terms } = pathConditionOf(path([start, null], ['Builder', asks('aws:PrincipalTag/team', 'a')]))!;
      expect(terms[0]!.carried).toEqual([{ parameter: 'Tags', tag: 'team', hop: 0, orBefore: true }]);
    },
  );

  it('on the first hop, no call of the path does', () => {
    expect(pathConditionOf(path(['Dev', asks('aws:SourceIdentity', 'ann')]))!.terms[0]!.carried).toEqual([]);
  });
});

describe('a path of a person of Identity Center', () => {
  const person = nodeId('federated:arn:aws:sso:::instance/ssoins-1#u-1');
  const pathTo = (condition: Condition) => {
    const [first, next] = path(['ann', asks('aws:RequestTag/team', 'a')], ['Admin', condition]);
    return pathConditionOf([{ ...first!, caller: { id: person, name: 'ann', kind: 'Federated' } }, next!])!;
  };

  it.each<[string, Condition]>([
    ['the tag that came with her', asks('aws:PrincipalTag/team', 'b')],
    ['her name', { session: 'bob' }],
  ])('contradicts itself where a later call is to have other than %s', (_, condition) => {
    expect(pathTo(condition).contradiction).toContain('the call of ann asks for');
  });

  it('can be walked with both', () => {
    expect(pathTo({ all: [asks('aws:PrincipalTag/team', 'a'), { session: 'ann' }] }).contradiction).toBeNull();
  });
});

const outside = (id: string): PathHop => ({
  caller: { id: nodeId(id), name: 'x', kind: 'External' },
  condition: null,
  conditions: [],
});

describe('the note on the source identity', () => {
  it.each<[number, Calls]>([
    [
      1,
      [
        ['alice', asks('sts:SourceIdentity', 'ann')],
        ['Deployer', null],
      ],
    ],
    [
      0,
      [
        ['alice', null],
        ['Deployer', asks('sts:SourceIdentity', 'ann')],
      ],
    ],
    [0, [['Deployer', asks('sts:SourceIdentity', 'ann')]]],
    [
      1,
      [
        ['alice', null],
        ['Deployer', { all: [MFA, asks('aws:SourceIdentity', 'ann')] }],
        ['Builder', null],
      ],
    ],
    [
      0,
      [
        ['alice', MFA],
        ['Deployer', null],
      ],
    ],
  ])('%d on %j: where a call sets one that a later call has to take over', (notes, calls) => {
    expect(pathNotesOf(path(...calls)).filter((note) => note.includes('sts:SetSourceIdentity'))).toHaveLength(notes);
  });
});

describe('the note on transitive session tags', () => {
  const TRANSITIVE = asks('sts:TransitiveTagKeys', 'team');
  it.each<[number, Calls]>([
    [0, [['pods.eks.amazonaws.com', null]]],
    [
      1,
      [
        ['pods.eks.amazonaws.com', null],
        ['Worker', null],
      ],
    ],
    [
      0,
      [
        ['ec2.amazonaws.com', null],
        ['Worker', null],
      ],
    ],
    [
      1,
      [
        ['alice', TRANSITIVE],
        ['Worker', null],
      ],
    ],
    [
      0,
      [
        ['alice', null],
        ['Worker', TRANSITIVE],
      ],
    ],
  ])('%d on %j: where a call passes some that a later call takes over', (notes, calls) => {
    expect(pathNotesOf(path(...calls)).filter((note) => note.includes('sts:TagSession'))).toHaveLength(notes);
  });

  it('is not on a role that somebody has named like a service that passes some', () => {
    const [pods, worker] = path(['pods.eks.amazonaws.com', null], ['Worker', null]);
    const role: PathHop = { ...pods!, caller: { ...pods!.caller, kind: 'Role' } };
    expect(pathNotesOf([role, worker!]).join()).not.toContain('sts:TagSession');
  });
});

describe('the note on role chaining', () => {
  it.each<[number, Calls]>([
    [0, [['alice', null]]],
    [
      1,
      [
        ['alice', null],
        ['Deployer', null],
      ],
    ],
    [1, [['Deployer', null]]],
    [1, [['bob', null]]],
    [0, [['ec2.amazonaws.com', null]]],
    [0, [['999999999999', MFA]]],
  ])('%d on %j', (notes, calls) => {
    expect(pathNotesOf(path(...calls))).toHaveLength(notes);
  });

  it('on the call of a role outside the snapshot, not of a user', () => {
    expect(pathNotesOf([outside('arn:aws:iam::999999999999:role/x')])).toHaveLength(1);
    expect(pathNotesOf([outside('arn:aws:sts::999999999999:assumed-role/x/s')])).toHaveLength(1);
    expect(pathNotesOf([outside('arn:aws:iam::999999999999:user/a/x')])).toHaveLength(0);
  });
});
