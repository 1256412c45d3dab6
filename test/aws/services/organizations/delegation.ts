import type { DelegatedAdministrator } from '../../options.ts';
import { text, type Json } from '../../protocol/json.ts';
import { found, required } from '../operation.ts';
import { memberArn, type MemberContext, organizationPage } from './access.ts';

const SINCE = '2024-03-05T08:30:00Z';

export function listDelegatedAdministrators(context: MemberContext): Json {
  const service = text(context.parameters, 'ServicePrincipal');
  const list = delegated(context).filter(({ services }) => service === '' || services.includes(service));
  const { items, next } = organizationPage(context, list);
  return { DelegatedAdministrators: items.map((entry) => administrator(context, entry)), NextToken: next };
}

export function listDelegatedServicesForAccount(context: MemberContext): Json {
  const id = required(context, 'AccountId');
  const { services } = found(
    delegated(context).find(({ accountId }) => accountId === id),
    'AccountNotRegisteredException',
    'The provided account is not a delegated administrator for your organization.',
  );
  const { items, next } = organizationPage(context, services);
  const DelegatedServices = items.map((ServicePrincipal) => ({ ServicePrincipal, DelegationEnabledDate: SINCE }));
  return { DelegatedServices, NextToken: next };
}

const delegated = ({ world }: MemberContext): readonly DelegatedAdministrator[] =>
  world.options.delegatedAdministrators ?? [];

function administrator(context: MemberContext, { accountId }: DelegatedAdministrator): Json {
  const account = context.organization.Accounts.find(({ Id }) => Id === accountId);
  return {
    Id: accountId,
    Arn: memberArn(context, 'account', accountId),
    Email: `aws+${accountId}@example.com`,
    Name: account?.Name,
    Status: account?.Status ?? 'ACTIVE',
    JoinedMethod: 'CREATED',
    JoinedTimestamp: SINCE,
    DelegationEnabledDate: SINCE,
  };
}
