import { serviceOf } from './catalogue.ts';
import { found, nameOf, quoted, type Found, type Subject } from './rule.ts';
import type { StatementView } from './view.ts';

/** "RCP syntax": a deny to everyone, of listed actions of the services that support it. */
export function* rcpRules(statement: StatementView, { type, context }: Subject): Iterable<Found> {
  if (type !== 'rcp' || context.awsManaged) return;
  const { effect, principals, actions, raw, path } = statement;
  const name = nameOf(statement);
  if (effect === 'Allow') yield found('rcp-not-allowed', [...path, 'Effect'], `${name}: only RCPFullAWSAccess allows.`);
  for (const element of ['NotPrincipal', 'NotAction'])
    if (element in raw) yield found('rcp-not-allowed', [...path, element], `${name}: an RCP cannot have ${element}.`);
  if (principals !== null && !principals.complement && !principals.names.every(({ text }) => text === '*'))
    yield found('rcp-not-allowed', principals.path, `${name}: the principal is "*"; name exceptions in a condition.`);
  if (actions === null || actions.complement) return;
  for (const { text, path } of actions.values) {
    if (text === '*') yield found('rcp-not-allowed', path, `${name}: "*" is no action of an RCP; list the services.`);
    else if (!context.catalogue.supportsRcp(serviceOf(text)) && context.catalogue.actionsOf(serviceOf(text)) !== null)
      yield found('rcp-unsupported-service', path, `${name}: the service of ${quoted(text)} does not support RCPs.`);
  }
}
