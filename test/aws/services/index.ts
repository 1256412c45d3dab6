import type { ServiceName } from '../protocol/services.ts';
import { accessAnalyzer } from './access-analyzer/index.ts';
import { iam } from './iam/index.ts';
import { identitystore, sso } from './identity-center/index.ts';
import type { Operations } from './operation.ts';
import { organizations } from './organizations/index.ts';
import { secretsmanager } from './secrets-manager.ts';
import { sns } from './sns.ts';
import { sts } from './sts.ts';

/** What each service can be asked. */
export const OPERATIONS: Readonly<Record<ServiceName, Operations>> = {
  iam,
  sts,
  organizations,
  sso,
  identitystore,
  'access-analyzer': accessAnalyzer,
  sns,
  secretsmanager,
};
