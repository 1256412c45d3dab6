import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumes, type Event, identities, logOf, other } from '../../support/cloudtrail.ts';

const [HOME, OTHER] = ['222222222222', '333333333333'];
const ROLE = `arn:aws:iam::${HOME}:role/Deployer`;
const at = (day: number, hour = 10): string => `2026-11-${String(day).padStart(2, '0')}T${hour}:00:00Z`;

describe('events together', () => {
  const alice = identities.user(OTHER, 'alice');
  const seenHere = identities.otherAccount(OTHER, alice.principalId);
  const inBoth = (eventTime: string): [Event, Event] => [
    assumes(alice, ROLE, { eventTime, recipientAccountId: OTHER, sharedEventID: eventTime }),
    assumes(seenHere, ROLE, { eventTime, recipientAccountId: HOME, sharedEventID: eventTime }),
  ];

  test('a call that both accounts log is one, by whom the caller log names', () => {
    const { uses } = logOf(...inBoth(at(1)), ...inBoth(at(3)), ...inBoth(at(2)));
    expect(uses).toHaveLength(1);
    expect(uses[0]).toMatchObject({
      caller: { id: `arn:aws:iam::${OTHER}:user/alice`, uniqueId: alice.principalId },
      allowed: { count: 3, first: at(1), last: at(3) },
      refused: null,
    });
  });

  test('what only one of the logs tells counts as well', () => {
    const [fromCaller] = inBoth(at(1));
    const [, fromRole] = inBoth(at(5));
    expect(logOf(fromCaller, fromRole, ...inBoth(at(3))).uses[0]!.allowed).toEqual({
      count: 2,
      first: at(1),
      last: at(5),
    });
  });

  test('an event that comes twice counts once', () => {
    const event = assumes(alice, ROLE);
    expect(logOf(event, { ...event }, assumes(alice, ROLE)).uses[0]!.allowed!.count).toBe(2);
  });

  test('one role is one, whether its path is said or not', () => {
    const withPath = `arn:aws:iam::${HOME}:role/team/Deployer`;
    const { uses } = logOf(
      assumes(alice, withPath, { requestParameters: null, resources: [] }),
      assumes(alice, withPath),
      assumes(alice, withPath, { requestParameters: null, resources: [] }),
    );
    expect(uses).toMatchObject([{ role: withPath, allowed: { count: 3 } }]);
  });

  test('sessions are named, the first few', () => {
    const sessions = Array.from({ length: 30 }, (_, index) => `person-${String(index).padStart(2, '0')}`);
    const events = sessions.toReversed().map((name) => assumes(identities.session(HOME, 'Runner', name), ROLE));
    const [use] = logOf(...events).uses;
    expect(use).toMatchObject({ sessions: sessions.slice(0, 20), moreSessions: true });
  });
});

describe('the time that is covered', () => {
  test('goes from the first to the last event of an account, and counts the days', () => {
    const events = [other(HOME, at(3)), other(HOME, at(3, 12)), other(HOME, at(1)), other(HOME, at(9))];
    expect(logOf(...events, other(OTHER, at(5), { awsRegion: 'us-east-1' })).accounts).toEqual([
      {
        accountId: HOME,
        first: at(1),
        last: at(9),
        days: 3,
        regions: ['eu-central-1'],
        actions: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
      },
      expect.objectContaining({ accountId: OTHER, regions: ['us-east-1'] }),
    ]);
  });

  test('is of one action alone, where the events were looked up by their name', () => {
    const [account] = logOf(assumes(identities.user(HOME, 'alice'), ROLE)).accounts;
    expect(account!.actions).toEqual(['sts:AssumeRole']);
  });

  test('is not shown by what a trail for writing alone logs', () => {
    expect(logOf(other(HOME, at(1), { readOnly: false })).accounts).toEqual([]);
  });

  test.each<[string, Event]>([
    ['events of data', { eventCategory: 'Data' }],
    ['events that do not say whose they are', { recipientAccountId: undefined }],
    ['events whose account is none', { recipientAccountId: '../../etc' }],
  ])('is not shown by %s', (_, more) => {
    expect(logOf(other(HOME, at(1), more)).accounts).toEqual([]);
  });
});

const events: fc.Arbitrary<Event> = fc
  .record({
    caller: fc.constantFrom(
      identities.user(OTHER, 'alice'),
      identities.otherAccount(OTHER, identities.user(OTHER, 'alice').principalId),
      identities.session(HOME, 'Runner', 'i-1', '/ci/'),
      identities.session(HOME, 'Runner', 'i-2'),
      identities.service('ec2.amazonaws.com'),
      identities.otherAccount(OTHER, OTHER),
    ),
    role: fc.constantFrom(ROLE, `arn:aws:iam::${HOME}:role/team/Deployer`, `arn:aws:iam::${OTHER}:role/Other`),
    recipientAccountId: fc.constantFrom(HOME, OTHER),
    day: fc.integer({ min: 1, max: 28 }),
    errorCode: fc.constantFrom(undefined, 'AccessDenied', 'ValidationError'),
    awsRegion: fc.constantFrom('eu-central-1', 'us-east-1'),
    isOther: fc.boolean(),
  })
  .map(({ caller, role, day, isOther, ...more }) =>
    isOther
      ? other(more.recipientAccountId, at(day), { awsRegion: more.awsRegion })
      : assumes(caller, role, { eventTime: at(day), ...more }),
  );

test('the sum is the same in whichever order events come, and however often', () => {
  fc.assert(
    fc.property(
      fc
        .array(events, { maxLength: 40 })
        .chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length, maxLength: 2 * list.length }),
          ),
        ),
      ([list, shuffled]) => {
        expect(logOf(...shuffled)).toEqual(logOf(...list));
      },
    ),
  );
});
