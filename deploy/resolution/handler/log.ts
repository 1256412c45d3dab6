import type { Report } from './report.ts';

/** A line of the history: which finding, what was done, and both documents. */
export type Log = (entry: object) => void;

/** Lines of JSON in the function's log. What approves a change is not for everyone who reads logs, and left out. */
export const logTo =
  (write: (line: string) => void, now: () => Date, context: object): Log =>
  (entry) =>
    write(`${JSON.stringify({ at: now().toISOString(), ...context, ...entry })}\n`);

/** What of a report is kept. */
export function entryOf({ state, why, refused, finding, change, approval }: Report): object {
  const { findingId, role, access } = finding;
  const { sid = null, before = null, after = null } = change ?? {};
  const expires = approval?.expires ?? null;
  return {
    state,
    why,
    refused,
    finding: findingId,
    role,
    principal: access?.principal ?? null,
    sid,
    before,
    after,
    expires,
  };
}
