import { describe, expect, test } from 'vitest';
import { createOutsiders } from '../../../core/derive/sources.ts';
import { accountId } from '../../../core/model/id.ts';

const DATADOG = '464622532012';

describe('whose an account outside is', () => {
  const outsiders = createOutsiders([]);

  test('is known of vendors that publish their accounts', () => {
    expect(outsiders.account(DATADOG).vendor).toBe('Datadog');
    expect(outsiders.principal(`arn:aws:iam::${DATADOG}:role/Monitor`).vendor).toBe('Datadog');
  });

  test('is not known of others', () => {
    expect(outsiders.account('111111111111').vendor).toBeNull();
    expect(outsiders.service('ec2.amazonaws.com').vendor).toBeNull();
  });

  test('is not asked of an account of the organization, though it be a vendor that runs rolereach', () => {
    const own = {
      id: accountId(DATADOG),
      name: 'main',
      status: 'ACTIVE',
      parentId: null,
      collected: false,
      inOrganization: true,
      scps: [],
      rcps: [],
    };
    expect(createOutsiders([own]).account(DATADOG).vendor).toBeNull();
  });
});
