import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import { policyId } from '../../core/model/id.ts';
import type { HistoryStep } from '../../core/resolution/history.ts';
import type { AccessGraphStore, GraphReader, LoadProgress } from '../../store/index.ts';
import { StoreEmptyError, StoreLockedError, UnknownGenerationError } from '../../store/index.ts';
import { analyzer, withFindings } from '../support/findings.ts';
import { assumes, identities } from '../support/cloudtrail.ts';
import { accountNumber, graph, id } from '../support/graph.ts';
import { randomGraph } from '../support/random-graph.ts';
import { withUsage } from '../support/usage.ts';
import { contentIn, contentOf, detailsOf } from './content.ts';
import { hostileGraph } from './hostile-graph.ts';
import { compact } from '../support/compact.ts';

export interface Place {
  /** Opens the store, which is empty at first; each call gives another view of the same one. */
  open(): Promise<AccessGraphStore>;
  remove(): Promise<void>;
}

const small = graph('1/alice, 1/bob -> 1/Deployer', '1/Deployer ~> 2/Admin: with MFA', '* ?> 2/Broken');
const other = graph('3/carol -> 3/Reader', '3/Reader -> 1/Auditor');

const STEP = {
  at: '2026-11-02T10:00:00.000Z',
  why: null,
  id: 'f-1',
  role: 'arn:aws:iam::1:role/x',
  by: 'a@b',
} as const;
const CHANGE = { from: 'account:9', generation: 1, sid: 'f1', before: '{"a":"\\n\u2028"}', after: '{}' };
const STEPS: readonly HistoryStep[] = [
  { ...STEP, ...CHANGE, what: 'plan', state: 'planned', caller: null },
  {
    ...STEP,
    ...CHANGE,
    what: 'apply',
    state: 'failed',
    why: 'No “way”:\n\t\0\ud83d\ude00',
    caller: 'arn:aws:iam::1:user/y',
  },
  { ...STEP, ...CHANGE, what: 'revert', state: 'unchanged', from: null, generation: null, caller: null },
  {
    ...STEP,
    what: 'archive',
    state: 'archived',
    caller: null,
    analyzer: 'arn:aws:access-analyzer:eu-west-1:1:analyzer/a',
    rule: 'r',
    onlyNew: false,
    filter: { resource: { eq: ['x'] }, error: { exists: false } },
  },
];

/** What every store does, whatever it keeps its graphs in. `newPlace` gives an empty one. */
export function itKeepsAccessGraphs(newPlace: () => Promise<Place>): void {
  let place: Place;
  let store: AccessGraphStore;
  beforeEach(async () => {
    place = await newPlace();
    store = await place.open();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  describe('an empty store', () => {
    it('has no generations', async () => expect(await store.generations()).toEqual([]));
    it('says that it is empty', async () => expect(store.open()).rejects.toThrow(StoreEmptyError));
  });

  describe('a load', () => {
    it('says what it loaded', async () => {
      const generation = await store.load(compact(small));
      expect(generation).toMatchObject({ id: 1, principals: 5, roles: 3, accounts: 2, edges: 3, diagnostics: 1 });
      expect(Math.abs(Date.now() - Date.parse(generation.loadedAt))).toBeLessThan(60_000);
      expect(await store.generations()).toEqual([generation]);
    });

    it('reports progress up to a total known from the start', async () => {
      const reports: LoadProgress[] = [];
      await store.load(compact(randomGraph({ seed: 1 })), { onProgress: (progress) => reports.push(progress) });
      expect(new Set(reports.map((report) => report.total)).size).toBe(1);
      const done = reports.map((report) => report.done);
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      expect(done.at(-1)).toBe(reports[0]!.total);
    });

    it.each<[string, () => AccessGraph]>([
      ['a small graph', () => small],
      ['every kind of principal', everyKind],
      ['an empty graph', () => graph()],
      ['principals without hops', () => graph('1/alice', '2/Role')],
      ['hostile names', hostileGraph],
      ['findings', found],
      ['usage', used],
      ['what roles last accessed', accessed],
      ['a random graph', () => randomGraph({ seed: 7, users: 300, roles: 400 })],
      ['big sets', bigSets],
    ])('gives back %s as it was', async (_, make) => {
      const original = make();
      await store.load(compact(original));
      const reader = await store.open();
      expect(await contentOf(reader, original)).toEqual(contentIn(original));
      await reader.close();
    });

    it('is seen by other processes that opened the store before', async () => {
      const reading = await place.open();
      await store.load(compact(small));
      expect(await reading.generations()).toHaveLength(1);
      expect(await contentOf(await reading.open(), small)).toEqual(contentIn(small));
      await reading.close();
    });

    it('is refused while another is under way', async () => {
      const second = await place.open();
      let refusal: Promise<unknown> | undefined;
      await store.load(compact(randomGraph({ seed: 5, users: 3000, roles: 3000 })), {
        onProgress: () => (refusal ??= second.load(compact(other)).catch((error: unknown) => error)),
      });
      expect(await refusal).toBeInstanceOf(StoreLockedError);
      expect((await second.load(compact(other))).id).toBe(2);
      await second.close();
    });

    it('that is stopped leaves the store as it was', async () => {
      const generation = await store.load(compact(small));
      const reason = new Error('enough');
      for (const stopAfter of [0, 1, 3]) {
        const controller = new AbortController();
        let reports = 0;
        const onProgress = (): void => {
          if (reports++ === stopAfter) controller.abort(reason);
        };
        if (stopAfter === 0) controller.abort(reason);
        await expect(store.load(compact(other), { signal: controller.signal, onProgress })).rejects.toBe(reason);
        expect(await store.generations()).toEqual([generation]);
        expect(await contentOf(await store.open(), small)).toEqual(contentIn(small));
      }
      expect(await store.load(compact(other))).toMatchObject({ principals: 3 });
      expect(await contentOf(await store.open(), other)).toEqual(contentIn(other));
    });
  });

  describe('the history', () => {
    it('is empty at first, and keeps every step as it was, oldest first', async () => {
      expect(await store.history()).toEqual([]);
      for (const step of STEPS) await store.record(step);
      expect(await store.history()).toEqual(STEPS);
    });

    it('is the same for all who have opened the store, and of those who write at once nothing is lost', async () => {
      const second = await place.open();
      const steps = Array.from({ length: 20 }, (_, n) => ({ ...STEPS[0]!, id: String(n) }));
      await Promise.all(steps.map((step, n) => (n % 2 === 0 ? store : second).record(step)));
      const ids = (await second.history()).map(({ id }) => id);
      expect(ids.toSorted()).toEqual(steps.map(({ id }) => id).toSorted());
      await second.close();
    });

    it('outlasts the generations', async () => {
      await store.load(compact(small));
      await store.record(STEPS[0]!);
      for (let n = 0; n < 3; n++) await store.load(compact(other), { keep: 1 });
      expect(await store.history()).toEqual([STEPS[0]]);
    });
  });

  describe('pages', () => {
    const many = randomGraph({ seed: 3, users: 200, roles: 200 });
    let reader: GraphReader;
    beforeEach(async () => {
      await store.load(compact(many));
      reader = await store.open();
    });
    afterEach(() => reader.close());

    it('come in the order asked for, repeated where asked for', async () => {
      const wanted = [399, 0, 17, 0, 200];
      expect(await reader.principals(wanted)).toEqual(wanted.map((node) => many.principals[node]));
      expect(await reader.principals([])).toEqual([]);
      const classes = [many.hops.length - 1, 0, 5, 5];
      expect(await reader.hops(classes)).toEqual(classes.map((hop) => detailsOf(many, hop)));
    });

    it.each([-1, 400, 1.5, Number.NaN])('have no position %d', async (position) => {
      await expect(reader.principals([0, position])).rejects.toThrow(RangeError);
      await expect(reader.hops([0, position < 0 ? position : position + many.hops.length])).rejects.toThrow(RangeError);
    });

    it('leave out roles that IAM was not asked about', async () => {
      expect(await reader.lastAccessed([0, 1])).toEqual(new Map());
    });

    it('leave out policies that are not there', async () => {
      const [first] = many.policies;
      const found = await reader.policies([policyId('arn:aws:iam::111111111111:policy/Missing'), first!.id]);
      expect([...found]).toEqual([[first!.id, first]]);
    });
  });

  describe('generations', () => {
    it('are numbered on, newest first, and each can be opened', async () => {
      await store.load(compact(small));
      await store.load(compact(other));
      expect((await store.generations()).map((generation) => generation.id)).toEqual([2, 1]);
      expect(await contentOf(await store.open(), other)).toEqual(contentIn(other));
      expect(await contentOf(await store.open(1), small)).toEqual(contentIn(small));
      await expect(store.open(3)).rejects.toThrow(UnknownGenerationError);
    });

    it.each([
      [undefined, 7, [7, 6, 5, 4, 3]],
      [2, 4, [4, 3]],
      [1, 2, [2]],
    ])('are kept up to %s, the oldest deleted', async (keep, loads, kept) => {
      for (let load = 0; load < loads; load++) await store.load(compact(small), keep === undefined ? {} : { keep });
      expect((await store.generations()).map((generation) => generation.id)).toEqual(kept);
      expect(await contentOf(await store.open(kept.at(-1)), small)).toEqual(contentIn(small));
      await expect(store.open(kept.at(-1)! - 1)).rejects.toThrow(UnknownGenerationError);
    });

    it('stay as they are for a reader while others are loaded', async () => {
      await store.load(compact(small));
      const reader = await store.open();
      await store.load(compact(other), { onProgress: () => void reader.catalog() });
      expect(reader.generation.id).toBe(1);
      expect(await contentOf(reader, small)).toEqual(contentIn(small));
      await store.load(compact(other));
      expect(await contentOf(reader, small)).toEqual(contentIn(small));
      await reader.close();
    });
  });
}

const everyKind = (): AccessGraph =>
  graph(
    '1/alice -> 1/Deployer',
    'service:ec2.amazonaws.com -> 1/App',
    'federated:arn:aws:iam::111111111111:oidc-provider/ci.example#repo -> 1/Deployer',
    'account:9 ~> 2/Vendor: ExternalId = …',
    '8/Partner ~> 2/Vendor: as account 888888888888 allows it',
    'public ~> 2/Open: from 203.0.113.0/24',
  );

/** About roles that are there, and that are not. */
const found = (): AccessGraph =>
  withFindings(graph('account:9 -> 2/Vendor'), {
    '2': [
      analyzer('2', [
        { role: '2/Vendor', principal: { AWS: '999999999999' }, condition: { 'sts:ExternalId': 'x' } },
        { role: '2/Gone', error: 'ACCESS_DENIED' },
      ]),
    ],
    '3': [],
  });

/** Of two roles of three; one of them may do nothing. */
function accessed(): AccessGraph {
  const known = graph('1/Reader', '2/Idle', '2/Unknown');
  const time = { LastAccessedTime: '2026-11-20T08:00:00+00:00', LastAccessedRegion: 'eu-central-1' };
  const services = [
    { ServiceName: 'AWS X-Ray', ServiceNamespace: 'xray' },
    {
      ServiceName: 'Amazon S3',
      ServiceNamespace: 's3',
      LastAuthenticated: time.LastAccessedTime,
      TrackedActionsLastAccessed: [{ ActionName: 'GetObject', ...time }, { ActionName: 'PutObject' }],
    },
  ];
  return {
    ...known,
    lastAccessed: [
      { role: 0, services },
      { role: 1, services: [] },
    ],
  };
}

/** 1,500 users to 20 roles, and 1,000 others to 10 of them: 40,000 edges in two classes. */
function bigSets(): AccessGraph {
  return graph(
    `${refs(1, 'user', 1500)} -> ${refs(2, 'Role', 20)}`,
    `${refs(3, 'other', 1000)} ~> ${refs(2, 'Role', 10)}`,
  );
}

const refs = (account: number, name: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `${account}/${name}${index}`).join(', ');

/** Calls of which some have a hop, some have none, and some are refused. */
function used(): AccessGraph {
  const alice = { ...identities.user(accountNumber('1'), 'alice'), principalId: 'AIDA111111111111alice' };
  return withUsage(
    graph('1/alice -> 1/Deployer', '1/Deployer ~> 2/Admin'),
    assumes(alice, id('1/Deployer')),
    assumes(alice, id('2/Admin'), { errorCode: 'AccessDenied' }),
    assumes(identities.service("x'; DROP \u0000"), id('2/Gone')),
  );
}
