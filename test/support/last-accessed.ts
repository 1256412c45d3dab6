import { derive } from '../../core/derive/derive.ts';
import type { LastAccessedDetails } from '../../core/model/account-facts.ts';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import * as org from './organization.ts';

/** The account of the roles, and that of the vendor who may assume them. */
export const HOME = '111111111111';
export const VENDOR = '999999999999';
export const OPEN = org.roleArn(HOME, 'Open');

const allow = (Action: unknown) => ({ Effect: 'Allow', Action, Resource: '*' });
const time = { LastAccessedTime: '2026-11-20T08:00:00+00:00', LastAccessedRegion: 'eu-central-1' };

/** Of SQS some was used and some not, of KMS nothing; X-Ray is used, and not tracked. */
export const LAST_ACCESSED: LastAccessedDetails = {
  [OPEN]: [
    {
      ServiceName: 'Amazon SQS',
      ServiceNamespace: 'sqs',
      LastAuthenticated: time.LastAccessedTime,
      LastAuthenticatedRegion: time.LastAccessedRegion,
      TrackedActionsLastAccessed: [{ ActionName: 'CreateQueue', ...time }, { ActionName: 'DeleteQueue' }],
    },
    { ServiceName: 'AWS KMS', ServiceNamespace: 'kms' },
    { ServiceName: 'AWS X-Ray', ServiceNamespace: 'xray', LastAuthenticated: time.LastAccessedTime },
  ],
};

/** One account with roles that a vendor may assume. */
export const account = org.account(HOME, {
  roles: [
    org.role(HOME, 'Open', org.trusts(`arn:aws:iam::${VENDOR}:root`), {
      inline: {
        Keys: org.document(allow('kms:Encrypt')),
        Queues: org.document(allow(['sqs:CreateQueue', 'sqs:DeleteQueue', 'kms:Decrypt'])),
        Traces: org.document(allow(['xray:PutTraceSegments'])),
      },
    }),
    org.role(HOME, 'NotAsked', org.trusts(`arn:aws:iam::${VENDOR}:root`), {
      inline: { Queues: org.document(allow(['sqs:CreateQueue'])) },
    }),
  ],
});

export const lastAccessedGraph = (): AccessGraph => derive(org.snapshot([{ ...account, lastAccessed: LAST_ACCESSED }]));
