import type { KeyboardEvent, ReactNode } from 'react';
import { useRoute } from '../route/use-route.ts';
import classes from './explore.module.css';

interface WorkbenchProps {
  /** The question, and what narrows it. */
  bar: ReactNode;
  /** The answer in a sentence. */
  answer?: ReactNode;
  /** What the reader should know about the answer. */
  notices?: ReactNode;
  children: ReactNode;
  panel: ReactNode;
}

/** How every question looks: its bar, the answer in words, the answer as a picture or a table, and a panel beside it, which Escape closes. */
export function Workbench({ bar, answer, notices, children, panel }: WorkbenchProps) {
  const { route, change } = useRoute();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && route.selection !== null) change({ selection: null });
  };
  return (
    <main className={classes.workbench} onKeyDown={onKeyDown}>
      <div className={classes.bar}>{bar}</div>
      <div className={classes.body}>
        <div className={classes.main}>
          {answer}
          {notices}
          {children}
        </div>
        {panel}
      </div>
    </main>
  );
}
