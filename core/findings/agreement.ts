import { parseArn } from '../model/arn.ts';
import type { Finding, FindingAccess } from '../model/finding.ts';
import { isIdentityCenterProvider } from '../policy/federation.ts';
import { type ExternalHop, IDENTITY_CENTER, type OutsidePrincipal } from './external-hop.ts';

/** How well a finding and a hop go together; higher is better, null where they are not about the same access. */
export function agreementOf(
  hop: ExternalHop,
  { access }: Finding,
): { readonly score: number; readonly conditions: boolean } | null {
  if (access === null || !allows(access.actions, hop.action)) return null;
  const likeness = Math.max(0, ...principalsOf(access).map((principal) => likenessOf(hop.principal, principal)));
  if (likeness === 0) return null;
  const conditions = conditionsAgree(hop, access);
  return { score: 2 * likeness + (conditions ? 1 : 0), conditions };
}

/** Whom a finding names. */
export const principalsOf = ({ principal }: FindingAccess): OutsidePrincipal[] =>
  Object.entries(principal).flatMap(([type, id]): OutsidePrincipal[] => {
    if (type === 'Federated' || type === 'Service' || type === 'CanonicalUser') return [{ type, id, account: null }];
    if (type !== 'AWS') return [];
    if (id === '*') return [{ type, id, account: null }];
    const arn = parseArn(id);
    const account = arn === null ? id : arn.account;
    return [{ type, id: arn === null || arn.resource === 'root' ? account : id, account }];
  });

/** 2: the same; 1: of the same account, as a finding may name the account of a principal, or a principal of an account. */
function likenessOf(hop: OutsidePrincipal, finding: OutsidePrincipal): number {
  if (hop.type !== finding.type) return 0;
  if (hop.id === finding.id || (hop.id === IDENTITY_CENTER && isIdentityCenterProvider(finding.id))) return 2;
  return hop.account !== null && hop.account === finding.account ? 1 : 0;
}

const allows = (actions: readonly string[], wanted: string): boolean =>
  actions.length === 0 ||
  actions.some((action) => {
    const [given, asked] = [action.toLowerCase(), wanted.toLowerCase()];
    return given === asked || given === '*' || (given.endsWith('*') && asked.startsWith(given.slice(0, -1)));
  });

/** What the derivation decides by itself, and so asks of nobody. */
const DECIDED = /^aws:(principal(?!tag)|userid|username|resource|securetransport)|^saml:(?!sub$)|:(aud|amr|oaud)$/;

/** Whether both ask for the same. */
function conditionsAgree({ asks, subject }: ExternalHop, { condition }: FindingAccess): boolean {
  const asked = new Map<string, string[]>();
  for (const { key, values } of asks) {
    const name = key.toLowerCase();
    asked.set(name, [...(asked.get(name) ?? []), ...values]);
  }
  const named = Object.entries(condition).map(([key, value]) => [key.toLowerCase(), value] as const);
  const isSubject = (key: string): boolean => !asked.has(key) && key.endsWith(':sub');
  const inFinding = named.every(([key, value]) => {
    if (isSubject(key)) return subject.split(';').includes(value);
    return DECIDED.test(key) || value.split(',').every((each) => asked.get(key)?.includes(each.trim()) ?? false);
  });
  const keys = new Set(named.map(([key]) => key));
  return inFinding && [...asked.keys()].every((key) => keys.has(key) || DECIDED.test(key));
}
