import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Findings } from './Findings.tsx';
import classes from './policy.module.css';
import { prettyPolicy, type PrettyStatement } from './pretty-policy.ts';
import type { Finding } from './queries.ts';
import { tokensOf } from './tokens.ts';

interface PolicyDocumentProps {
  /** What is read out as its name. */
  name: string;
  /** JSON text, or whatever was found in its place. */
  document: string;
  /** Statements to point at, from 0. The others are folded where there are any. */
  highlight?: readonly number[];
  /** Each stands under its statement, or under the document. */
  findings?: readonly Finding[];
}

/** A policy document, laid out; text only, whatever it holds. */
export function PolicyDocument({ name, document, highlight = NONE, findings = NOTHING }: PolicyDocumentProps) {
  const pretty = useMemo(() => prettyPolicy(document), [document]);
  return (
    <div className={classes.document} tabIndex={0} role="region" aria-label={`Document of ${name}`}>
      {pretty === null ? (
        <Lines lines={document.split('\n')} />
      ) : (
        <>
          <Lines lines={pretty.before} quiet={highlight.length > 0} />
          {pretty.statements.map((statement, i) => (
            <Statement
              key={`${i} ${statement.gist}`}
              statement={statement}
              highlighted={highlight.includes(i)}
              first={i === Math.min(...highlight)}
              folded={highlight.length > 0 && !highlight.includes(i)}
              findings={findings.filter((finding) => finding.statement === i)}
            />
          ))}
          <Lines lines={pretty.after} quiet={highlight.length > 0} />
        </>
      )}
      <Findings findings={findings.filter((finding) => finding.statement === null || pretty === null)} />
    </div>
  );
}

const NONE: readonly number[] = [];
const NOTHING: readonly Finding[] = [];

function scrollToTop(statement: HTMLElement | null): void {
  if (statement) statement.parentElement!.scrollTop = statement.offsetTop - 28;
}

interface StatementProps {
  statement: PrettyStatement;
  highlighted: boolean;
  /** Of those highlighted: the document is scrolled to it. */
  first: boolean;
  folded: boolean;
  findings: readonly Finding[];
}

function Statement({ statement, highlighted, first, folded, findings }: StatementProps) {
  const [open, setOpen] = useState(false);
  if (folded && !open) {
    return (
      <UnstyledButton className={classes.folded} onClick={() => setOpen(true)} aria-expanded={false}>
        {`    { … }  ${statement.gist}`}
      </UnstyledButton>
    );
  }
  return (
    <div ref={first ? scrollToTop : null} className={classes.statement} data-highlight={highlighted || undefined}>
      <Lines lines={statement.lines} quiet={folded} />
      <Findings findings={findings} />
    </div>
  );
}

const Lines = ({ lines, quiet = false }: { lines: readonly string[]; quiet?: boolean }) => (
  <pre className={classes.lines} data-quiet={quiet || undefined}>
    {lines.map((line, i) => (
      <code key={i}>
        {tokensOf(line).map(({ kind, text }, n) => (
          <span key={n} className={classes[kind]}>
            {text}
          </span>
        ))}
        {'\n'}
      </code>
    ))}
  </pre>
);
