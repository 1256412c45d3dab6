import { ActionIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Diagnostic, Hop } from '../api/fragments.ts';
import { useRoute } from '../route/use-route.ts';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import { HopPanel } from './HopPanel.tsx';
import classes from './panel.module.css';
import { PrincipalPanel } from './PrincipalPanel.tsx';

/** Node ids of the question's ends; null for one that is open. */
export interface Ends {
  readonly from: string | null;
  readonly to: string | null;
}

interface SelectionPanelProps {
  ends: Ends;
  /** What is shown beside it: the hops of the selected principal are among these. */
  hops: readonly Hop[];
  diagnostics: readonly Diagnostic[];
}

/** What is selected, in full: a principal or a hop. Nothing without a selection. */
export function SelectionPanel({ ends, hops, diagnostics }: SelectionPanelProps) {
  const { selection } = useRoute().route;
  if (selection === null) return null;
  if (selection.kind === 'hop') {
    const { from, to } = selection;
    return (
      <Panel title="Hop">
        <HopPanel key={`${from} ${to}`} from={from} to={to} hops={hops} />
      </Panel>
    );
  }
  return (
    <Panel title="Principal">
      <PrincipalPanel key={selection.id} id={selection.id} ends={ends} hops={hops} diagnostics={diagnostics} />
    </Panel>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  const { change } = useRoute();
  return (
    <aside className={classes.panel} aria-label={title}>
      <div className={classes.head}>
        <Title order={2} c="dimmed" className={classes.heading}>
          {title}
        </Title>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Close the panel"
          onClick={() => change({ selection: null })}
        >
          <GlyphIcon glyph="close" />
        </ActionIcon>
      </div>
      <div className={classes.content}>{children}</div>
    </aside>
  );
}
