import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideAccess } from '../../../core/access/decide-access.ts';
import { derive } from '../../../core/derive/derive.ts';
import type { Verdict } from '../../../core/model/hop.ts';
import { literalGlob } from '../../../core/policy/glob.ts';
import { anyCase } from '../../oracle/generate.ts';
import { snapshotOf } from '../../policy-cases/read-cases.ts';
import { account, role, roleArn, trusts } from '../../support/organization.ts';
import { edgesOf } from '../derive/edges.ts';
import { actorsOf } from './support.ts';

const ELSEWHERE = '555555555555';
const ROLE = roleArn(ELSEWHERE, 'Open');

/**
 * Of a role of another account that trusts all accounts, the callers' own side alone decides. A hop knows more of its
 * resource, so that it may be surer; it never says the opposite.
 */
it("agrees with the derivation where a hop is up to the caller's side", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyCase, (generated) => {
      const accounts = Object.keys(generated.accounts);
      const open = account(ELSEWHERE, { roles: [role(ELSEWHERE, 'Open', trusts(...accounts))] });
      const base = snapshotOf(generated);
      const graph = derive({ ...base, accounts: [...base.accounts, open] });
      const hops = new Map(edgesOf(graph).flatMap(({ from, to, verdict }) => (to === ROLE ? [[from, verdict]] : [])));
      const actorOf = actorsOf(graph);
      for (const principal of graph.principals) {
        const isOfThem = principal.kind === 'User' || principal.kind === 'Role';
        if (!isOfThem || principal.accountId === ELSEWHERE || !principal.id.startsWith('arn:aws:')) continue;
        const actor = actorOf(principal);
        // Whether a policy that cannot be read counts as an answer, or as one that is not complete, differs.
        if (
          [...actor.identity, actor.boundary, ...(actor.scpLevels?.flat() ?? [])].some(
            (each) => each?.statements === null,
          )
        )
          continue;
        const own = decideAccess(actor, 'sts:AssumeRole', literalGlob(ROLE)).verdict;
        const hop: Verdict = hops.get(principal.id) ?? 'DENIED';
        seen.add(hop);
        expect(own === hop || own === 'CONDITIONAL' ? 'agrees' : `${principal.id}: ${own}, and the hop ${hop}`).toBe(
          'agrees',
        );
      }
    }),
    { numRuns: 100, seed: 7 },
  );
  expect(seen).toEqual(new Set(['ALLOWED', 'CONDITIONAL', 'DENIED']));
});
