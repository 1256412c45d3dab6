import type { HopOutcome } from '../model/hop.ts';

/** An outcome, and the parts of a key that stand for it. */
export interface KnownOutcome {
  readonly outcome: HopOutcome;
  readonly before: string;
  readonly after: string;
}

/** What hops come to, each outcome kept once: there are few. */
export class Outcomes {
  readonly #known = new Map<string, KnownOutcome>();

  of(outcome: HopOutcome): KnownOutcome {
    const { action, mechanism, conditions, condition, notes } = outcome;
    const before = [action, mechanism, ...conditions, '', ''].join('\n');
    const after = ['', '', ...notes, JSON.stringify(condition)].join('\n');
    const key = before + after;
    const known = this.#known.get(key) ?? { outcome, before, after };
    this.#known.set(key, known);
    return known;
  }
}
