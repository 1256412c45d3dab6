import classes from './findings.module.css';
import type { Finding } from './queries.ts';

/** What is worth knowing about a statement or a policy, quietly: a line each, which opens to why it matters. */
export const Findings = ({ findings }: { findings: readonly Finding[] }) =>
  findings.length > 0 && (
    <ul className={classes.findings} aria-label="Findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.path}`} data-class={finding.class}>
          <details>
            <summary>{finding.message}</summary>
            <p>
              {CLASS_NAMES[finding.class]}: {finding.why}
            </p>
            <p>
              Examples: <code>rolereach validate --explain {finding.code}</code>
            </p>
          </details>
        </li>
      ))}
    </ul>
  );

const CLASS_NAMES: Readonly<Record<Finding['class'], string>> = {
  ERROR: 'Error',
  SECURITY_WARNING: 'Security warning',
  WARNING: 'Warning',
  SUGGESTION: 'Suggestion',
};
