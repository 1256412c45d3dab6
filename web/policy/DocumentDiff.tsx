import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { counted } from '../util/words.ts';
import { documentDiff, type DiffLine, type DiffPart } from './document-diff.ts';
import classes from './policy.module.css';

interface DocumentDiffProps {
  /** What is read out as its name. */
  name: string;
  /** JSON text; `''` for a document that is not there. */
  before: string;
  after: string;
}

/** What changes from one policy document to another, line by line; text only, whatever they hold. */
export function DocumentDiff({ name, before, after }: DocumentDiffProps) {
  const parts = useMemo(() => documentDiff(before, after), [before, after]);
  return (
    <div className={classes.document} tabIndex={0} role="region" aria-label={`Changes to ${name}`}>
      {parts.length === 0 ? <p className={classes.unchanged}>Nothing changes.</p> : parts.map(partOf)}
    </div>
  );
}

const partOf = (part: DiffPart, index: number) => <Part key={index} {...part} />;

function Part({ shown, lines }: DiffPart) {
  const [open, setOpen] = useState(shown);
  if (open)
    return (
      <pre className={classes.lines} data-quiet={!shown || undefined}>
        {lines.map((line, index) => (
          <Line key={index} {...line} />
        ))}
      </pre>
    );
  return (
    <UnstyledButton className={classes.folded} onClick={() => setOpen(true)} aria-expanded={false}>
      {`  … ${counted(lines.length, 'line')} as before`}
    </UnstyledButton>
  );
}

/** The sign is text: colour alone tells nothing to many, and a selection is copied with it. */
const SIGNS = { same: ' ', removed: '-', added: '+' } as const;
const ELEMENTS = { same: 'code', removed: 'del', added: 'ins' } as const;

function Line({ kind, text }: DiffLine) {
  const Element = ELEMENTS[kind];
  return <Element data-kind={kind}>{`${SIGNS[kind]} ${text}\n`}</Element>;
}
