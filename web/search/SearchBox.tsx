import { VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Principal, PrincipalKind } from '../api/fragments.ts';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { explainError } from '../ui/explain-error.ts';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import { principalSearch } from './queries.ts';
import classes from './search.module.css';

interface SearchBoxProps {
  prompt: string;
  rolesOnly: boolean;
  onPick: (principal: Principal) => void;
}

const SHOWN = 20;
const ROLES: readonly PrincipalKind[] = ['ROLE'];

/** Finds principals as one types; the arrow keys choose, Enter takes. */
export function SearchBox({ prompt, rolesOnly, onPick }: SearchBoxProps) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 120);
  const [active, setActive] = useState(0);
  const list = useId();
  const queries = useQueryClient();
  const search = (words: string) => principalSearch(words, { first: SHOWN, ...(rolesOnly ? { kinds: ROLES } : {}) });
  const { data, error, isPlaceholderData } = useQuery({ ...search(settled), enabled: settled !== '' });
  const found = settled === '' ? [] : (data?.principals ?? []);

  /** Who types fast and presses Enter means what is typed, not what is still shown for fewer letters. */
  async function take(): Promise<void> {
    const upToDate = settled === text.trim() && !isPlaceholderData;
    const meant = upToDate ? found[active] : (await queries.fetchQuery(search(text.trim()))).principals[0];
    if (meant) onPick(meant);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || found.length === 0) return;
    if (event.key === 'Enter') void take();
    else if (event.key === 'ArrowDown') setActive((active + 1) % found.length);
    else if (event.key === 'ArrowUp') setActive((active + found.length - 1) % found.length);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <label className={classes.field}>
        <GlyphIcon glyph="search" size={20} />
        <input
          data-autofocus
          ref={focus}
          role="combobox"
          aria-label={prompt}
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-activedescendant={found.length > 0 ? `${list}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={prompt}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <ul id={list} role="listbox" aria-label="Principals" className={classes.list}>
        {found.map((principal, i) => (
          <Option
            key={principal.id}
            id={`${list}-${i}`}
            principal={principal}
            active={i === active}
            onPoint={() => setActive(i)}
            onPick={() => onPick(principal)}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={classes.hint}>{hint(settled, error, data !== undefined)}</p>}
      {found.length > 0 && data!.total > found.length && (
        <p className={classes.more}>
          The best {found.length} of {data!.total.toLocaleString('en')}
        </p>
      )}
      <VisuallyHidden role="status">{found.length > 0 && `${data!.total} found`}</VisuallyHidden>
    </>
  );
}

/** At once: the dialog's own focus comes a moment later. */
const focus = (field: HTMLInputElement | null): void => field?.focus();

interface OptionProps {
  id: string;
  principal: Principal;
  active: boolean;
  onPoint: () => void;
  onPick: () => void;
}

/** The keyboard's way to it is the field's `aria-activedescendant`. */
function Option({ id, principal, active, onPoint, onPick }: OptionProps) {
  return (
    <li
      ref={active ? (option) => option?.scrollIntoView({ block: 'nearest' }) : null}
      id={id}
      role="option"
      aria-selected={active}
      className={classes.option}
      onPointerMove={onPoint}
      onClick={onPick}
    >
      <PrincipalLine principal={principal} withId />
    </li>
  );
}

function hint(text: string, error: Error | null, answered: boolean): string {
  if (error) return explainError(error);
  if (text === '') return 'For example “admin”, “:user/”, or the name or number of an account.';
  return answered ? `Nothing matches “${text}”.` : 'Searching…';
}
