import type { AccessGraph } from '../../core/model/access-graph.ts';
import type { HopDetails } from '../../core/model/hop.ts';
import type { NodeId } from '../../core/model/id.ts';
import type { Principal } from '../../core/model/principal.ts';
import { accountNumber, assemble, principal, trustPolicyId, type HopOf } from './graph.ts';
import { roleArn, userArn } from './organization.ts';

export interface RandomGraphOptions {
  /** The same seed and sizes give the same graph. */
  readonly seed: number;
  readonly users?: number;
  readonly roles?: number;
  /** How many roles one hop class has as targets, at most. */
  readonly targetsPerClass?: number;
  /** How many principals one hop class has as sources, at most. */
  readonly sourcesPerClass?: number;
  /** Put before each name; hostile characters welcome. */
  readonly prefix?: string;
}

/** A graph of random hop classes: each role in one to three of them, no pair of nodes in two. */
export function randomGraph(options: RandomGraphOptions): AccessGraph {
  const { seed, users = 20, roles = 20, targetsPerClass = 3, sourcesPerClass = 5, prefix = '' } = options;
  const random = mulberry32(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const account = (): string => accountNumber(String(1 + below(7)));
  const userNodes = Array.from({ length: users }, (_, index): Principal => {
    const [number, name] = [account(), `${prefix}user-${index}`];
    return principal(userArn(number, name), 'User', name, number);
  });
  const roleNodes = Array.from({ length: roles }, (_, index): Principal => {
    const [number, name] = [account(), `${prefix}Role-${index}`];
    return principal(roleArn(number, name), 'Role', name, number);
  });
  const principals = [...userNodes, ...roleNodes];
  const hops: HopOf[] = [];
  for (let at = 0; at < roleNodes.length;) {
    const targets = roleNodes.slice(at, at + 1 + below(targetsPerClass)).map((role) => role.id);
    at += targets.length;
    const taken = new Set<NodeId>();
    for (let left = 1 + below(3); left > 0; left--) {
      const drawn = Array.from({ length: 1 + below(sourcesPerClass) }, () => principals[below(principals.length)]!.id);
      const sources = [...new Set(drawn)].filter((source) => !taken.has(source));
      sources.forEach((source) => taken.add(source));
      if (sources.length > 0) hops.push({ sources, targets, ...details(targets[0]!, hops.length, random() < 0.6) });
    }
  }
  return assemble(principals, hops);
}

/** Numbers from 0 to 1, the same for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const details = (target: NodeId, index: number, allowed: boolean): HopDetails => ({
  action: 'sts:AssumeRole',
  verdict: allowed ? 'ALLOWED' : 'CONDITIONAL',
  mechanism: 'trust-exact',
  conditions: allowed ? [] : ['with MFA', `ExternalId = ${index % 7}`].slice(0, 1 + (index % 2)),
  condition: allowed ? null : { session: String(index % 7) },
  notes: [],
  evidence: [{ policy: trustPolicyId(target), statement: index % 3, sid: null, effect: 'Allow', side: 'trust' }],
});
