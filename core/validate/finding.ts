import type { CheckCode, FindingClass } from './checks.ts';

/** Steps from a document's root: names of members and indexes of lists. */
export type JsonPath = readonly (string | number)[];

/** What a kind of policy may say, and what it is for. */
export const POLICY_TYPES = ['trust', 'identity', 'boundary', 'scp', 'rcp'] as const;
export type PolicyType = (typeof POLICY_TYPES)[number];

/** Something about a policy that its author should know. */
export interface PolicyFinding {
  readonly code: CheckCode;
  readonly class: FindingClass;
  /** A sentence that names the place and the way out. */
  readonly message: string;
  /** Index in the document's `Statement`, from 0; null where it is about the whole document. */
  readonly statement: number | null;
  readonly sid: string | null;
  readonly path: JsonPath;
}

/** `Statement[0].Condition.StringEquals["aws:PrincipalOrgID"]`; `$` for the document itself. */
export function pathText(path: JsonPath): string {
  const text = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^[A-Za-z]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return text.length === 0 ? '$' : text.join('').replace(/^\./, '');
}
