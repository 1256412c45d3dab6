import type { Step } from './queries.ts';

type State = Step['state'];

export const OUTCOME_TITLES: Readonly<Record<State, string>> = {
  PLANNED: 'Planned',
  APPROVED: 'Approved',
  APPLIED: 'Applied: the access is taken away',
  REVERTED: 'Taken back: the access is there again',
  ARCHIVED: 'Archived',
  UNCHANGED: 'It was so already',
  STALE: 'Nothing was changed: what is there is not what was planned from',
  FAILED: 'It failed',
};

export const outcomeColor = (state: State): string =>
  state === 'FAILED' ? 'red' : state === 'STALE' ? 'yellow' : 'green';

const WHAT: Readonly<Record<Step['what'], string>> = {
  PLAN: 'Plan',
  APPLY: 'Application',
  REVERT: 'Way back',
  ARCHIVE: 'Archive rule',
};

/** One step in a line: `Application applied, for alice@laptop`. */
export const stepText = ({ what, state, why, by }: Step): string =>
  `${WHAT[what]} ${state.toLowerCase()}, for ${by}${why === null ? '' : `: ${why}`}`;
