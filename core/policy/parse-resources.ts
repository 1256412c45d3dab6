import { globText } from './glob.ts';
import type { ResourceElement, Template } from './statement.ts';
import { constantOf, parseTemplate } from './template.ts';

/** The resource types of IAM that an ARN may begin with; the type must be spelled out. */
const IAM_TYPE =
  /^(\*|root|(user|federated-user|role|group|instance-profile|mfa|sms-mfa|server-certificate|policy|saml-provider|oidc-provider|report|access-report|assumed-role)\/.*)$/s;

/**
 * Reads `Resource` or `NotResource` ("IAM JSON policy elements: Resource"). A pattern that IAM would refuse matches
 * nothing; it is left out and said.
 */
export function parseResourceElement(
  texts: readonly string[],
  complement: boolean,
  variables: boolean,
  warn: (warning: string) => void,
): ResourceElement {
  const patterns: Template[] = [];
  for (const text of texts) {
    const fields = fieldsOf(text, variables);
    const problem = problemOf(fields);
    if (problem === null) patterns.push(parseTemplate(completed(text, fields), { wildcards: true, variables }));
    else warn(`the resource ${JSON.stringify(text)} matches nothing: ${problem}.`);
  }
  return { complement, patterns };
}

/** Why IAM would refuse a resource; null where it would not. */
export const resourceProblem = (text: string, variables: boolean): string | null =>
  problemOf(fieldsOf(text, variables));

/** The fields of an ARN; the colon in a variable divides none. */
const fieldsOf = (text: string, variables: boolean): readonly string[] =>
  (variables ? text.replaceAll(/\$\{[^}]*\}/g, '${}') : text).split(':');

function problemOf(fields: readonly string[]): string | null {
  const [prefix, , service, , , ...resource] = fields;
  if (prefix === '*' && fields.length === 1) return null;
  if (prefix !== 'arn') return 'it is neither an ARN nor "*"';
  if (service === undefined || service === '' || /[*?]/.test(service))
    return 'the service of an ARN must be spelled out';
  if (service === 'iam' && resource.length > 0 && !IAM_TYPE.test(resource.join(':')))
    return 'the resource type of an IAM ARN must be spelled out';
  return null;
}

/** "If you specify an incomplete ARN … AWS automatically completes the ARN by adding wildcard characters (*)". */
function completed(text: string, fields: readonly string[]): string {
  const missing = text === '*' ? 0 : Math.max(0, 6 - fields.length);
  return text + ':*'.repeat(missing);
}

/** The pattern as written, for people; variables as they stand. */
export const resourceText = (pattern: Template): string =>
  pattern.map((piece) => (typeof piece === 'string' ? globText(piece) : `\${${piece.key}}`)).join('');

/** The text of a pattern without variable or wildcard: the one ARN that it names. */
export function soleResource(pattern: Template): string | null {
  const glob = constantOf(pattern);
  return glob !== null && globText(glob) === glob ? glob : null;
}
