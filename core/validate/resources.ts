import { parseArn } from '../model/arn.ts';
import { resourceProblem } from '../policy/parse-resources.ts';
import { coveredIn } from './covered.ts';
import { found, quoted, type Found, type Subject } from './rule.ts';
import type { StatementView } from './view.ts';

/** Of what a statement says of resources ("IAM JSON policy elements: Resource", "Amazon Resource Names (ARNs)"). */
export function* resourceRules({ resources }: StatementView, { hasVariables, type }: Subject): Iterable<Found> {
  if (resources === null || type === 'trust') return;
  for (const { text, path } of resources.values) {
    const problem = resourceProblem(text, hasVariables) ?? accountProblem(text);
    if (problem !== null) yield found('invalid-arn', path, `The resource ${quoted(text)}: ${problem}.`);
  }
  yield* coveredIn(resources.values, 'redundant-resource');
}

function accountProblem(text: string): string | null {
  const account = parseArn(text.replaceAll(/\$\{[^}]*\}/g, '*'))?.account ?? '';
  return /^\d+$/.test(account) && account.length !== 12 ? 'an account id has twelve digits' : null;
}
