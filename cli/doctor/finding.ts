/** What one check found. */
export interface Finding {
  readonly check: string;
  /** `note`: works, but worth knowing; `problem`: something will not work. */
  readonly state: 'ok' | 'note' | 'problem';
  /** A sentence. */
  readonly found: string;
  /** How to put it right; null when all is well. */
  readonly fix: string | null;
}

export const ok = (check: string, found: string): Finding => ({ check, state: 'ok', found, fix: null });

export const noted = (check: string, found: string, fix: string): Finding => ({ check, state: 'note', found, fix });

export const problem = (check: string, found: string, fix: string): Finding => ({
  check,
  state: 'problem',
  found,
  fix,
});
