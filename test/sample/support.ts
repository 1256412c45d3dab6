import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { derive } from '../../core/derive/derive.ts';
import { explain } from '../../core/derive/explain.ts';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import type { Explanation, HopDetails } from '../../core/model/hop.ts';
import type { Principal } from '../../core/model/principal.ts';
import { finish } from '../../core/derive/in-step.ts';
import { importFiles, stageSnapshot } from '../../ingest/index.ts';

export const SAMPLE = fileURLToPath(new URL('../../sample/', import.meta.url));

/** The sample organization, derived from its committed files, and ways to ask about it. */
export class Sample {
  readonly graph: AccessGraph;

  constructor(graph: AccessGraph) {
    this.graph = graph;
  }

  static async read(): Promise<Sample> {
    const from = [path.join(SAMPLE, 'authorization-details'), path.join(SAMPLE, 'last-accessed.json')];
    const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-sample-'));
    try {
      const findings = [path.join(SAMPLE, 'access-analyzer')];
      const cloudtrail = [path.join(SAMPLE, 'cloudtrail')];
      const organization = path.join(SAMPLE, 'organization.json');
      const imported = await importFiles({ from, organization, findings, cloudtrail });
      const staged = finish(stageSnapshot(path.join(folder, 'snapshot'), { sources: from, ...imported }));
      return new Sample(derive(staged.snapshot));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /**
   * By node id, or as ACCOUNT NAME/NAME; a role of Identity Center by the name of its permission set:
   * `data-dev/sso:DataEngineer`.
   */
  principal(ref: string): Principal {
    const [accountName, name] = ref.split('/');
    const account = this.graph.accounts.find((each) => each.name === accountName);
    const isNamed = (each: Principal): boolean =>
      name!.startsWith('sso:') ? each.name.startsWith(`AWSReservedSSO_${name!.slice(4)}_`) : each.name === name;
    const found = this.graph.principals.filter(
      (each) => each.id === ref || (account !== undefined && each.accountId === account.id && isNamed(each)),
    );
    if (found.length !== 1) throw new Error(`${found.length} principals are ${ref}`);
    return found[0]!;
  }

  hop(from: string, to: string): HopDetails | null {
    const { graph } = this;
    const source = graph.principals.indexOf(this.principal(from));
    const target = graph.principals.indexOf(this.principal(to));
    const has = (set: number, node: number): boolean => graph.sets[set]!.includes(node);
    return graph.hops.find(({ sources, targets }) => has(sources, source) && has(targets, target)) ?? null;
  }

  sourcesOf(to: string): string[] {
    const { graph } = this;
    const target = graph.principals.indexOf(this.principal(to));
    const classes = graph.hops.filter(({ targets }) => graph.sets[targets]!.includes(target));
    return classes.flatMap(({ sources }) => Array.from(graph.sets[sources]!, (node) => graph.principals[node]!.id));
  }

  explain(from: string, to: string): Explanation {
    const policies = new Map(this.graph.policies.map((policy) => [policy.id, policy]));
    const hasHop = this.hop(from, to) !== null;
    return explain(this.principal(from), this.principal(to), { structure: this.graph, policies, hasHop });
  }
}
