import { describe, expect, test } from 'vitest';
import { bundled } from '../../../web/chains/scene/bundles.ts';
import { followPath, followSelection } from '../../../web/chains/scene/follow.ts';
import { pathScene } from '../../../web/chains/scene/path-scene.ts';
import { reachScene } from '../../../web/chains/scene/reach-scene.ts';
import { type Scene, useOf } from '../../../web/chains/scene/scene.ts';
import { hop, outsider, reached, role } from './graph.ts';

const TOWARDS = { direction: 'towards', detours: false, outside: false } as const;
const FROM = { ...TOWARDS, direction: 'from' } as const;

const columns = ({ cards }: Scene) => Object.fromEntries(cards.map(({ id, column }) => [id, column]));
const lines = ({ hops }: Scene) => hops.map(({ from, to }) => `${from}>${to}`).toSorted();

describe('the picture of who reaches a role', () => {
  const rows = [reached('1 a'), reached('2 b'), reached('2 ~c')];

  test('one column a hop, the role at the right', () => {
    const { scene } = reachScene(role('t'), rows, [hop('a>t'), hop('b>a'), hop('c~a')], TOWARDS);
    expect(columns(scene)).toEqual({ t: 2, a: 1, b: 0, c: 0 });
    expect([...scene.columns].map(([column, title]) => [column, title.long]).toSorted()).toEqual([
      [0, '2 hops away · 2'],
      [1, '1 hop away · 1'],
      [2, 'Target'],
    ]);
  });

  test('mirrored for what a principal reaches', () => {
    const { scene } = reachScene(role('t'), rows, [hop('t>a'), hop('a>b'), hop('a~c')], FROM);
    expect(columns(scene)).toEqual({ t: 0, a: 1, b: 2, c: 2 });
  });

  test('conditions stand on the line in a word, and cards reached by them only are marked', () => {
    const { scene } = reachScene(role('t'), rows, [hop('c~a'), hop('a>t')], TOWARDS);
    expect(scene.hops.find((line) => line.from === 'c')).toMatchObject({ verdict: 'CONDITIONAL', label: 'MFA' });
    expect(scene.cards.filter((card) => card.conditional).map((card) => card.id)).toEqual(['c']);
  });

  test('of several actions between two principals the best is shown, once', () => {
    const both = [hop('a~t'), { ...hop('a>t'), action: 'sts:AssumeRoleWithSAML' }];
    const { scene } = reachScene(role('t'), [reached('1 a')], both, TOWARDS);
    expect(scene.hops).toHaveLength(1);
    expect(scene.hops[0]).toMatchObject({ verdict: 'ALLOWED', label: null });
  });

  describe('hops that bring nobody nearer', () => {
    const hops = [hop('a>t'), hop('b>a'), hop('a>b'), hop('b>b')];
    const people = [reached('1 a'), reached('2 b')];

    test('are hidden and counted', () => {
      const { scene, hiddenDetours } = reachScene(role('t'), people, hops, TOWARDS);
      expect({ lines: lines(scene), hiddenDetours }).toEqual({ lines: ['a>t', 'b>a'], hiddenDetours: 1 });
    });

    test('are shown when asked for', () => {
      const { scene, hiddenDetours } = reachScene(role('t'), people, hops, { ...TOWARDS, detours: true });
      expect({ lines: lines(scene), hiddenDetours }).toEqual({ lines: ['a>b', 'a>t', 'b>a'], hiddenDetours: 0 });
    });

    test('do not include a short way under conditions, nor a longer one that always holds', () => {
      const { scene } = reachScene(
        role('t'),
        [reached('1 a'), reached('2 b'), reached('3 c')],
        [hop('a>t'), hop('b>a'), hop('c>b'), hop('c~t')],
        TOWARDS,
      );
      expect(lines(scene)).toEqual(['a>t', 'b>a', 'c>b', 'c>t']);
    });

    test('include one under conditions that would be on a way that always holds, did it hold', () => {
      const { scene } = reachScene(
        role('t'),
        [reached('1 b'), reached('2 c'), reached('2 v'), reached('3 u')],
        [hop('b>t'), hop('c>b'), hop('v>b'), hop('v~t'), hop('u>c'), hop('u~t'), hop('u~v')],
        TOWARDS,
      );
      expect(lines(scene)).not.toContain('u>v');
    });
  });

  test('only from outside: those outside and whoever is on their chains', () => {
    const rows = [reached('1 a'), reached('1 b'), reached('2 x', outsider('x')), reached('2 y')];
    const hops = [hop('a>t'), hop('b>t'), hop('x>a'), hop('y>b')];
    const { scene } = reachScene(role('t'), rows, hops, { ...TOWARDS, outside: true });
    expect(columns(scene)).toEqual({ t: 2, a: 1, x: 0 });
    expect(scene.hops.find((line) => line.from === 'x')).toMatchObject({ outside: true });
  });

  test('accounts, services and those outside are groups of their own', () => {
    const service = role('s', { kind: 'SERVICE', accountId: null, inOrganization: false });
    const rows = [reached('1 a'), reached('1 s', service), reached('1 x', outsider('x'))];
    const { scene } = reachScene(role('t'), rows, [], TOWARDS);
    expect([...scene.groups.values()].map((group) => group.kind)).toEqual(['account', 'services', 'outside']);
  });
});

describe('bundles', () => {
  const many = Array.from({ length: 160 }, (_, i) => `n${i}`);
  const big = reachScene(
    role('t'),
    [reached('1 a', role('a', { accountId: '2' })), ...many.map((name) => reached(`2 ${name}`))],
    [hop('a>t'), ...many.map((name) => hop(`${name}>a`))],
    TOWARDS,
  ).scene;

  test('a picture of few cards has none', () => {
    const { scene } = reachScene(role('t'), [reached('1 a')], [], TOWARDS);
    expect(bundled(scene, [])).toBe(scene);
  });

  test('many of one account in a column are one card, with one line', () => {
    const scene = bundled(big, []);
    expect(scene.cards.map(({ id, bundle }) => [id, bundle])).toEqual([
      ['t', null],
      ['a', null],
      ['0:111122223333', 160],
    ]);
    expect(lines(scene)).toEqual(['0:111122223333>a', 'a>t']);
    expect(scene.hops.find((line) => line.to === 'a')!.members).toHaveLength(160);
  });

  test('opened, they stand for themselves', () => {
    expect(bundled(big, ['0:111122223333']).cards).toHaveLength(162);
  });

  test('what is selected in one is found in it', () => {
    const followed = followSelection(bundled(big, []), { kind: 'principal', id: 'n7' }, 'towards')!;
    expect([...followed.cards]).toEqual(['0:111122223333', 'a', 't']);
  });
});

describe('following', () => {
  const { scene } = reachScene(
    role('t'),
    [reached('1 a'), reached('1 b'), reached('2 c'), reached('3 d')],
    [hop('a>t'), hop('b>t'), hop('c>a'), hop('c>b'), hop('d>c')],
    TOWARDS,
  );

  test('a principal: every chain from it to the role, nobody behind it', () => {
    const followed = followSelection(scene, { kind: 'principal', id: 'c' }, 'towards')!;
    expect([...followed.cards].toSorted()).toEqual(['a', 'b', 'c', 't']);
    expect(followed.hops.size).toBe(4);
  });

  test('a hop: itself, and the chains that go on from it', () => {
    const followed = followSelection(scene, { kind: 'hop', from: 'c', to: 'a' }, 'towards')!;
    expect([...followed.cards].toSorted()).toEqual(['a', 'c', 't']);
  });

  test('a chain whose next stop stands further away, because that one has a longer way that always holds', () => {
    const { scene } = reachScene(
      role('t'),
      [reached('1 b'), reached('2 c'), reached('2 ~u'), reached('3 v')],
      [hop('v~t'), hop('u~v'), hop('v>c'), hop('c>b'), hop('b>t')],
      TOWARDS,
    );
    const followed = followSelection(scene, { kind: 'principal', id: 'u' }, 'towards')!;
    expect([...followed.cards].toSorted()).toEqual(['b', 'c', 't', 'u', 'v']);
  });

  test.each([null, { kind: 'principal', id: 'gone' }, { kind: 'hop', from: 'd', to: 't' }] as const)(
    'nothing steps back for %o',
    (selection) => expect(followSelection(scene, selection, 'towards')).toBeNull(),
  );
});

const path = (...names: string[]) => ({
  verdict: 'ALLOWED',
  hops: names.slice(1).map((to, i) => ({ ...hop(`${names[i]}>${to}`), from: role(names[i]!), to: role(to) })),
});

describe('the picture of paths', () => {
  const paths = [path('a', 'b', 't'), path('a', 'c', 'b', 't')];
  const scene = pathScene(role('a'), role('t'), paths);

  test('who is on several paths is shown once, as far right as the longest has it', () => {
    expect(columns(scene)).toEqual({ a: 0, c: 1, b: 2, t: 3 });
    expect(lines(scene)).toEqual(['a>b', 'a>c', 'b>t', 'c>b']);
  });

  test('the hops of the chosen one are followed', () => {
    expect([...followPath(scene, paths[0]!.hops).cards].toSorted()).toEqual(['a', 'b', 't']);
  });
});

const used = (text: string, status: 'USED' | 'UNUSED' | 'NOT_COVERED') => ({ ...hop(text), usage: { status } });

describe('what was used', () => {
  test('stands on each line, where it was asked for', () => {
    const { scene } = reachScene(
      role('r'),
      ['1 a', '1 b', '1 c'].map((text) => reached(text)),
      [used('a>r', 'USED'), used('b>r', 'UNUSED'), hop('c>r')],
      TOWARDS,
    );
    expect(scene.hops.map(({ from, use }) => [from, use])).toEqual([
      ['a', 'USED'],
      ['b', 'UNUSED'],
      ['c', null],
    ]);
  });

  test.each([
    [['USED', 'UNUSED'], 'USED'],
    [['UNUSED', 'UNUSED'], 'UNUSED'],
    [['UNUSED', 'NOT_COVERED'], 'NOT_COVERED'],
    [['UNUSED', null], 'NOT_COVERED'],
    [[null, null], null],
  ] as const)('of %j together is %s', (uses, expected) => {
    expect(useOf(uses)).toBe(expected);
  });
});
