/** What the command's exit code says. */
export const EXIT = {
  done: 0,
  /** The answer is no, or `doctor` found something wrong. */
  no: 1,
  /** Wrong use, or input that cannot be used. */
  wrongUse: 2,
  /** Done, but some accounts, or things of the organization, could not be read. */
  someFailed: 3,
  /** A fault of the program itself; sysexits' EX_SOFTWARE, so that it is never read as an answer. */
  fault: 70,
  /** As shells report a command that Ctrl-C ended. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Wrong use or input that cannot be used, in words for the person who typed it: exit code 2. */
export class UsageError extends Error {}
