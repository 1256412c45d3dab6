import classes from './verdict.module.css';

export type Verdict = 'ALLOWED' | 'CONDITIONAL' | 'DENIED';

const WORDS: Readonly<Record<Verdict, string>> = {
  ALLOWED: 'allowed',
  CONDITIONAL: 'conditional',
  DENIED: 'denied',
};

/** A verdict in a word, with the line that stands for it in pictures. */
export const VerdictBadge = ({ verdict }: { verdict: Verdict }) => (
  <span className={classes.verdict} data-verdict={verdict}>
    {WORDS[verdict]}
  </span>
);
