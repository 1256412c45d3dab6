import type { AccessGraph } from '../../core/model/access-graph.ts';
import { policyId } from '../../core/model/id.ts';
import { assemble, principal, trustPolicyId } from '../support/graph.ts';

/** What an attacker may put in a name, a tag or a Sid; a lone surrogate too, which is no valid Unicode. */
const HOSTILE = [
  `'"\`; MATCH (n) DETACH DELETE n //`,
  '$id ${id} {id} %s',
  'line\nbreak\r\n\ttab',
  '`tick` :Role) //',
  'naïve 日本語 🦊 \u202Eright-to-left\u0007',
  '__proto__',
  'back\\slash \\u0041 \u2028',
  '=cmd|calc!A1',
  'half a pair \ud800',
];

/** A graph with hostile strings in every place where a stranger can put one. */
export function hostileGraph(): AccessGraph {
  const roles = HOSTILE.map((text) =>
    principal(`arn:aws:iam::111111111111:role/${text}`, 'Role', text, '111111111111', {
      path: `/${text}/`,
      tags: Object.fromEntries([...HOSTILE.map((tag) => [tag, text] as const), ['constructor', 'x']]),
      vendor: text,
      role: { serviceLinked: false, description: text, maxSessionDuration: null, lastUsed: null },
    }),
  );
  return assemble(
    roles,
    roles.map((role, index) => ({
      sources: [role.id],
      targets: [roles[(index + 1) % roles.length]!.id],
      action: 'sts:AssumeRole',
      verdict: 'CONDITIONAL',
      mechanism: 'trust-exact',
      conditions: [role.name, ''],
      condition: {
        all: [{ session: role.name }, { operator: 'StringEquals', key: role.name, values: ['', role.name] }],
      },
      notes: [role.name],
      evidence: [
        { policy: trustPolicyId(role.id), statement: index, sid: role.name, effect: 'Allow', side: 'trust' },
        { policy: policyId(role.name), statement: 2 ** 31, sid: null, effect: 'Deny', side: 'scp' },
      ],
    })),
    roles.map((role) => ({
      sources: [role.id],
      targets: [role.id],
      diagnostic: {
        code: 'malformed-policy',
        severity: 'error',
        message: role.name,
        principal: role.id,
        accountId: role.accountId,
        policy: trustPolicyId(role.id),
      },
    })),
  );
}
