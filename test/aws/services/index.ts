import type { ServiceName } from '../protocol/services.ts';
import { iam } from './iam/index.ts';
import type { Operations } from './operation.ts';
import { organizations } from './organizations/index.ts';
import { sts } from './sts.ts';

/** What each service can be asked. */
export const OPERATIONS: Readonly<Record<ServiceName, Operations>> = {
  iam,
  sts,
  organizations,
  sso: {},
  identitystore: {},
  'access-analyzer': {},
};
