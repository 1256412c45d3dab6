import { createRandom, type Random } from './random.ts';

/** Which accounts a generated organization has, and what each is for. */
export interface Plan {
  readonly seed: number;
  readonly accounts: readonly PlannedAccount[];
  /** The accounts that serve all others; with few accounts, one of them serves for several. */
  readonly central: Readonly<Record<Central, string>>;
}

export const CENTRAL = ['management', 'security', 'delivery', 'observability', 'data'] as const;
export type Central = (typeof CENTRAL)[number];

export const UNITS = ['Security', 'Infrastructure', 'Production', 'NonProduction', 'Sandbox'] as const;
export type Unit = (typeof UNITS)[number];

export interface PlannedAccount {
  readonly id: string;
  readonly name: string;
  readonly unit: Unit;
  /** The team whose pipelines deploy into it. */
  readonly team: number;
  /** How much there is in it: 1 on average, a few with ten times as much. */
  readonly size: number;
}

export const TEAMS_PER_ACCOUNT = 1 / 12;

export function planOrganization(count: number, seed: number): Plan {
  const teams = Math.max(1, Math.round(count * TEAMS_PER_ACCOUNT));
  const accounts = Array.from({ length: count }, (_, index) => planAccount(index, teams, seed));
  const central = Object.fromEntries(CENTRAL.map((role, index) => [role, accounts[Math.min(index, count - 1)]!.id]));
  return { seed, accounts, central: central as Plan['central'] };
}

function planAccount(index: number, teams: number, seed: number): PlannedAccount {
  const random = createRandom(seed, 'account', index);
  const central = CENTRAL[index];
  const unit = central === undefined ? pickUnit(random) : CENTRAL_UNITS[central];
  const team = random.between(0, teams - 1);
  const name = central ?? `${unit.toLowerCase()}-${team}-${index}`;
  return { id: accountIdOf(index, seed), name, unit, team, size: central === undefined ? random.size(0.7) : 1 };
}

const CENTRAL_UNITS: Readonly<Record<Central, Unit>> = {
  management: 'Infrastructure',
  security: 'Security',
  delivery: 'Infrastructure',
  observability: 'Infrastructure',
  data: 'Production',
};

const pickUnit = (random: Random): Unit => random.pick(['Production', 'Production', 'NonProduction', 'Sandbox']);

/** Twelve digits, no two alike: the factor has no divisor in common with the modulus. */
const accountIdOf = (index: number, seed: number): string =>
  String(100_000_000_000n + ((BigInt(index) * 982_451_653n + BigInt(seed) * 7_919n) % 899_999_999_989n));
