import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import type { Principal } from '../api/fragments.ts';
import { accountTitle, displayName } from '../principal/describe.ts';
import { PrincipalTile } from '../principal/PrincipalLine.tsx';
import { useRoute } from '../route/use-route.ts';
import { useSearch } from '../search/SearchProvider.tsx';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import classes from './explore.module.css';

interface QuestionEndsProps {
  /** Undefined while it is not known yet. */
  from: Principal | undefined;
  to: Principal | undefined;
}

/** The question as two ends of a chain. An end that is left open means anyone, or any role. */
export function QuestionEnds({ from, to }: QuestionEndsProps) {
  const { route, ask } = useRoute();
  return (
    <div className={classes.ends} role="group" aria-label="Question">
      <End
        side="from"
        label="From"
        reference={route.from}
        principal={from}
        open="anyone"
        onClear={route.to === null ? null : () => ask({ to: route.to })}
      />
      <GlyphIcon glyph="right" />
      <End
        side="to"
        label="To"
        reference={route.to}
        principal={to}
        open="any role"
        onClear={route.from === null ? null : () => ask({ from: route.from })}
      />
      <TurnAround from={from} to={to} />
    </div>
  );
}

interface EndProps {
  side: 'from' | 'to';
  label: string;
  reference: string | null;
  principal: Principal | undefined;
  open: string;
  onClear: (() => void) | null;
}

function End({ side, label, reference, principal, open, onClear }: EndProps) {
  const openSearch = useSearch();
  const name = principal ? displayName(principal) : (reference?.split('/').at(-1) ?? open);
  return (
    <span className={classes.end} data-open={reference === null || undefined}>
      <UnstyledButton
        className={classes.endButton}
        onClick={() => openSearch(side)}
        aria-label={`${label} ${name}, change`}
      >
        <span className={classes.endLabel}>{label}</span>
        {principal && <PrincipalTile principal={principal} />}
        <span className={classes.endWords}>
          <strong>{name}</strong>
          {principal && <small>{accountTitle(principal)}</small>}
        </span>
      </UnstyledButton>
      {reference !== null && onClear && (
        <Tooltip label={side === 'from' ? 'From anyone' : 'To any role'}>
          <ActionIcon variant="subtle" color="gray" size="md" aria-label={`Leave “${label}” open`} onClick={onClear}>
            <GlyphIcon glyph="close" size={15} />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
}

/** The same role, seen from the other side: who reaches it, or what it reaches. */
function TurnAround({ from, to }: QuestionEndsProps) {
  const { route, ask } = useRoute();
  const subject = from ?? to;
  const both = route.from !== null && route.to !== null;
  if (!subject || subject.kind !== 'ROLE' || (both && (from?.kind !== 'ROLE' || !to))) return null;
  const label = both ? 'The other way round' : route.to === null ? 'Who can reach it?' : 'What can it reach?';
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => ask({ from: route.to, to: route.from })}
      >
        <GlyphIcon glyph="swap" />
      </ActionIcon>
    </Tooltip>
  );
}
