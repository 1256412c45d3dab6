import { isAccountId, parseArn } from '../../../core/model/arn.ts';

export const MODES = ['notify', 'approve', 'enforce'] as const;
export type Mode = (typeof MODES)[number];

/** What the template says; each stands in an environment variable of the function. */
export interface Settings {
  /** `notify`: nothing is ever changed. `approve`: nothing before a person has approved it. `enforce`: at once. */
  readonly mode: Mode;
  /** ARN of the analyzer whose findings are resolved. */
  readonly analyzer: string;
  readonly organizationId: string;
  /** The role that is taken on in each account, the function's own too. */
  readonly memberRole: { readonly name: string; readonly externalId: string };
  /** Accounts, and ARNs of users, roles and identity providers: no Deny that may match one is written. */
  readonly breakGlass: readonly string[];
  readonly topic: string;
  /** ARN of the secret that approvals are signed with; null unless the mode is `approve`. */
  readonly approvalKey: string | null;
  /** How long a person has to approve a plan. */
  readonly approvalHours: number;
}

/** @throws Error naming the variable that is missing or wrong */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const read = (name: string, isRight: (value: string) => boolean): string => {
    const value = environment[`ROLEREACH_${name}`] ?? '';
    if (isRight(value)) return value;
    throw new Error(`The environment variable ROLEREACH_${name} is ${value === '' ? 'missing' : `wrong: "${value}"`}.`);
  };
  const mode = read('MODE', isMode) as Mode;
  return {
    mode,
    analyzer: read('ANALYZER', (value) => parseArn(value)?.service === 'access-analyzer'),
    organizationId: read('ORGANIZATION_ID', (value) => /^o-[a-z0-9]{10,32}$/.test(value)),
    memberRole: {
      name: read('MEMBER_ROLE', (value) => /^[\w+=,.@-]{1,64}$/.test(value)),
      externalId: read('EXTERNAL_ID', (value) => value !== ''),
    },
    breakGlass: listed(read('BREAK_GLASS', (value) => listed(value).every(isReference))),
    topic: read('TOPIC', (value) => parseArn(value)?.service === 'sns'),
    approvalKey: mode === 'approve' ? read('APPROVAL_KEY', (value) => value !== '') : null,
    approvalHours: Number(read('APPROVAL_HOURS', (value) => Number(value) > 0)),
  };
}

const isMode = (value: string): boolean => MODES.some((mode) => mode === value);

const listed = (value: string): readonly string[] =>
  value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const PRINCIPAL = /^arn:aws[\w-]*:iam::\d{12}:(root|(user|role|saml-provider|oidc-provider)\/\S+)$/;

const isReference = (value: string): boolean => isAccountId(value) || PRINCIPAL.test(value);
