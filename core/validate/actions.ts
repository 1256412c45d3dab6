import { globOf, matchesGlob } from '../policy/glob.ts';
import { serviceOf } from './catalogue.ts';
import { coveredIn } from './covered.ts';
import { nearest } from './nearest.ts';
import { found, nameOf, quoted, type Found, type Subject } from './rule.ts';
import type { StatementView, Text } from './view.ts';

/** Where there are more actions, the nearest to a wrong one is not looked for. */
const MOST_HINTED = 100;

/** Of what a statement says of actions ("IAM JSON policy elements: Action", "… NotAction"). */
export function* actionRules(statement: StatementView, subject: Subject): Iterable<Found> {
  const { actions, effect } = statement;
  if (actions === null) return;
  const hasHints = actions.values.length <= MOST_HINTED;
  for (const action of actions.values) yield* actionRule(action, subject, hasHints);
  yield* coveredIn(actions.values, 'redundant-action', (text) => text.toLowerCase());
  // A boundary and a control policy grant nothing; what NotAction lets through there is a choice.
  if (actions.complement && effect === 'Allow' && (subject.type === 'identity' || subject.type === 'trust'))
    yield found(
      'not-action-allow',
      actions.path,
      `${nameOf(statement)} allows every action but ${actions.values.length}: list the actions that are meant.`,
    );
}

function* actionRule({ text, path }: Text, subject: Subject, hasHints: boolean): Iterable<Found> {
  if (subject.type === 'trust' && !/^sts:/i.test(text))
    return yield found(
      'action-not-for-trust',
      path,
      `${quoted(text)} cannot be in a trust policy: it takes actions of STS, such as sts:AssumeRole.`,
    );
  if (text === '*') return;
  if (!/^[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+$/.test(text))
    return yield found('invalid-action', path, `${quoted(text)} is not of the form "service:Action".`);
  if (/[*?]/.test(serviceOf(text))) return;
  yield* knownRule(text, path, subject, hasHints);
}

function* knownRule(
  text: string,
  path: Text['path'],
  { context: { catalogue } }: Subject,
  hasHints: boolean,
): Iterable<Found> {
  const service = serviceOf(text);
  const actions = catalogue.actionsOf(service);
  if (actions === null)
    return yield found('unknown-service', path, `AWS documents no service "${service}", which ${quoted(text)} names.`);
  const name = text.slice(service.length + 1);
  if (actions.has(name.toLowerCase()) || (/[*?]/.test(name) && matchesAny(name, actions.keys()))) return;
  const similar = /[*?]/.test(name) || !hasHints ? null : nearest(name, [...actions.values()]);
  const hint = similar === null ? '' : ` Is ${service}:${similar} meant?`;
  yield found('unknown-action', path, `AWS documents no action of ${service} that ${quoted(text)} matches.${hint}`);
}

function matchesAny(pattern: string, names: Iterable<string>): boolean {
  const glob = globOf(pattern.toLowerCase());
  for (const name of names) if (matchesGlob(glob, name)) return true;
  return false;
}
