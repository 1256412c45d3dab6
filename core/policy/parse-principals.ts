import { isAccountId, parseArn } from '../model/arn.ts';
import type { PrincipalElement, PrincipalName } from './statement.ts';
import { expect, isRecord, textList } from './syntax.ts';

const TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;
type PrincipalType = (typeof TYPES)[number];

/** Reads `Principal` or `NotPrincipal` ("AWS JSON policy elements: Principal"). */
export function parsePrincipalElement(
  statement: Record<string, unknown>,
  place: string,
  warn: (warning: string) => void,
): PrincipalElement {
  expect('Principal' in statement || 'NotPrincipal' in statement, `${place} has neither Principal nor NotPrincipal`);
  expect(!('Principal' in statement && 'NotPrincipal' in statement), `${place} has both Principal and NotPrincipal`);
  const complement = 'NotPrincipal' in statement;
  const element = complement ? 'NotPrincipal' : 'Principal';
  const names = namesOf(statement[element], `${place}.${element}`);
  for (const name of names)
    if (name.type === 'nobody') warn(`the principal ${JSON.stringify(name.text)} matches no caller of STS.`);
  return { complement, names };
}

function namesOf(value: unknown, place: string): PrincipalName[] {
  if (value === '*') return [{ type: 'anyone' }];
  expect(isRecord(value), `${place} is neither "*" nor an object`);
  return Object.entries(value).flatMap(([type, texts]) => {
    expect(isPrincipalType(type), `${place} has a type of principal that does not exist: ${JSON.stringify(type)}`);
    return textList(texts, `${place}.${type}`).map((text) => nameOf(type, text));
  });
}

const isPrincipalType = (type: string): type is PrincipalType => (TYPES as readonly string[]).includes(type);

function nameOf(type: PrincipalType, text: string): PrincipalName {
  if (type === 'AWS') return awsName(text);
  const wild = /[*?]/.test(text);
  if (type === 'Service' && !wild) return { type: 'service', service: text };
  if (type === 'Federated' && !wild) return { type: 'federated', provider: text };
  return { type: 'nobody', text };
}

function awsName(text: string): PrincipalName {
  if (text === '*') return { type: 'anyone' };
  if (isAccountId(text)) return { type: 'account', account: text, partition: null };
  if (/^A[A-Z0-9]{15,}$/.test(text)) return { type: 'unique-id', id: text };
  return arnName(text) ?? { type: 'nobody', text };
}

function arnName(text: string): PrincipalName | null {
  const arn = parseArn(text);
  if (arn === null || /[*?]/.test(text) || !isAccountId(arn.account)) return null;
  const { partition, account, resource } = arn;
  if (arn.service === 'iam' && resource === 'root') return { type: 'account', account, partition };
  if (arn.service === 'iam' && /^(user|role)\/./.test(resource)) return { type: 'arn', arn: text, account, partition };
  const [, role, session] = /^assumed-role\/([^/]+)\/([^/]+)$/.exec(resource) ?? [];
  if (arn.service === 'sts' && role !== undefined && session !== undefined)
    return { type: 'session', arn: text, account, partition, role, session };
  return null;
}
