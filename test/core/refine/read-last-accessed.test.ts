import { expect, test } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { LastAccessedDetails } from '../../../core/model/account-facts.ts';
import * as org from '../../support/organization.ts';

const [HOME, OTHER] = ['111111111111', '222222222222'];
const role = (account: string, name: string) => org.role(account, name, org.trusts('arn:aws:iam::999999999999:root'));
const service = (namespace: string) => [{ ServiceName: namespace, ServiceNamespace: namespace }];

test('what roles last accessed is in the graph, in the order of the roles; of a role that is gone nothing is', () => {
  const accounts = [
    org.account(OTHER, { roles: [role(OTHER, 'Second')] }),
    org.account(HOME, { roles: [role(HOME, 'First'), role(HOME, 'NotAsked')] }),
  ];
  const lastAccessed: Record<string, LastAccessedDetails> = {
    [OTHER]: { [org.roleArn(OTHER, 'Second')]: service('s3') },
    [HOME]: { [org.roleArn(HOME, 'First')]: service('sqs'), [org.roleArn(HOME, 'Gone')]: service('ec2') },
  };
  const graph = derive(
    org.snapshot(accounts.map((account) => ({ ...account, lastAccessed: lastAccessed[account.accountId] }))),
  );
  expect(graph.lastAccessed.map(({ role: at, services }) => [graph.principals[at]!.name, services])).toEqual([
    ['First', service('sqs')],
    ['Second', service('s3')],
  ]);
});
