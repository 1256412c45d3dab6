import { accessAnalyzer } from './access-analyzer.ts';
import { logArchive, management, network, security } from './accounts/central.ts';
import { dataDev, ordersDev, ordersStaging, sandbox } from './accounts/non-production.ts';
import { dataProd, ordersProd, paymentsProd } from './accounts/production.ts';
import { sharedServices } from './accounts/shared-services.ts';
import { logFiles } from './cloudtrail/log-files.ts';
import { awsManagedPolicies } from '../../ingest/generate/aws-roles.ts';
import type { AccountDetails, Entity } from '../../ingest/generate/entities.ts';
import { lastAccessed } from './last-accessed.ts';
import * as names from './names.ts';
import { accountNames, organization } from './organization.ts';

const ACCOUNTS: readonly [id: string, details: AccountDetails][] = [
  [names.MANAGEMENT, management],
  [names.SECURITY, security],
  [names.LOG_ARCHIVE, logArchive],
  [names.NETWORK, network],
  [names.SHARED_SERVICES, sharedServices],
  [names.ORDERS_PROD, ordersProd],
  [names.PAYMENTS_PROD, paymentsProd],
  [names.DATA_PROD, dataProd],
  [names.ORDERS_DEV, ordersDev],
  [names.ORDERS_STAGING, ordersStaging],
  [names.DATA_DEV, dataDev],
  [names.SANDBOX, sandbox],
];

/** Accounts whose dump has its documents URL-encoded, as the API gives them and some SDKs leave them. */
const ENCODED: ReadonlySet<string> = new Set([names.LOG_ARCHIVE, names.DATA_PROD]);

/** The account whose dump is a list of pages. */
const IN_PAGES = names.SHARED_SERVICES;

/** The text of each file of the sample organization by its path in the folder. */
export function sampleFiles(): Map<string, string> {
  const files = new Map([
    ['organization.json', pretty(organization)],
    ['last-accessed.json', pretty(lastAccessed)],
  ]);
  for (const [id, details] of ACCOUNTS) {
    const lists = responseOf(details, ENCODED.has(id));
    files.set(`authorization-details/${accountNames.get(id)}-${id}.json`, pretty(id === IN_PAGES ? pagesOf(lists) : lists));
  }
  for (const [name, value] of Object.entries(accessAnalyzer)) files.set(`access-analyzer/${name}`, pretty(value));
  for (const [id, text] of logFiles(ACCOUNTS.map(([account]) => account)))
    files.set(`cloudtrail/${accountNames.get(id)}-${id}.json`, text);
  return files;
}

/** As the AWS CLI prints. */
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 4)}\n`;

interface Response {
  readonly UserDetailList: readonly Entity[];
  readonly GroupDetailList: readonly Entity[];
  readonly RoleDetailList: readonly Entity[];
  readonly Policies: readonly Entity[];
}

function responseOf({ users = [], groups = [], roles, policies = [] }: AccountDetails, encoded: boolean): Response {
  const attached = JSON.stringify([users, groups, roles]);
  const response = {
    UserDetailList: users,
    GroupDetailList: groups,
    RoleDetailList: roles.toSorted((a, b) => (String(a['RoleName']) < String(b['RoleName']) ? -1 : 1)),
    Policies: [...policies, ...awsManagedPolicies.filter(({ Arn }) => attached.includes(`"${Arn}"`))],
  };
  return encoded ? (JSON.parse(JSON.stringify(response, encodeDocuments)) as Response) : response;
}

const DOCUMENTS = new Set(['AssumeRolePolicyDocument', 'PolicyDocument', 'Document']);

/** For `JSON.stringify`. RFC 3986, which AWS follows, also encodes what `encodeURIComponent` leaves. */
const encodeDocuments = (name: string, value: unknown): unknown =>
  DOCUMENTS.has(name)
    ? encodeURIComponent(JSON.stringify(value)).replaceAll(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      )
    : value;

const pagesOf = ({ UserDetailList, GroupDetailList, RoleDetailList, Policies }: Response): object[] => [
  { UserDetailList, GroupDetailList, RoleDetailList: [], Policies: [], IsTruncated: true, Marker: 'AAHtBgIB1' },
  { UserDetailList: [], GroupDetailList: [], RoleDetailList, Policies, IsTruncated: false },
];
