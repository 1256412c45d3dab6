import type { Hop, Principal } from '../../../web/api/fragments.ts';
import type { Reached } from '../../../web/chains/scene/reach-scene.ts';

/** Answers of the API in a few words, for tests. */

export const ACCOUNT = '111122223333';

export function role(name: string, part: Partial<Principal> = {}): Principal {
  const accountId = part.accountId === undefined ? ACCOUNT : part.accountId;
  return {
    id: `global ${name}`,
    nodeId: name,
    kind: 'ROLE',
    name,
    accountId,
    inOrganization: true,
    vendor: null,
    account: accountId === null ? null : { accountId, name: 'prod' },
    ...part,
  };
}

export const outsider = (name: string): Principal =>
  role(name, { kind: 'EXTERNAL_ACCOUNT', accountId: name, account: null, inOrganization: false });

/** `a>b` always, `a~b` with MFA. */
export function hop(text: string): Hop & { id: string } {
  const [from, to] = text.split(/[>~]/);
  const conditional = text.includes('~');
  return {
    id: text,
    from: { nodeId: from! },
    to: { nodeId: to! },
    action: 'sts:AssumeRole',
    verdict: conditional ? 'CONDITIONAL' : 'ALLOWED',
    mechanism: 'trust-exact',
    conditions: conditional ? ['with MFA'] : [],
    notes: [],
  };
}

/** `2 a` always in two hops, `2 ~a` under conditions. */
export function reached(text: string, node?: Principal): Reached {
  const [hops, name] = text.split(' ');
  const plain = name!.replace('~', '');
  return {
    node: node ?? role(plain),
    hops: Number(hops),
    verdict: plain === name ? 'ALLOWED' : 'CONDITIONAL',
  };
}
