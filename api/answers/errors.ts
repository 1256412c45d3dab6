import type { Candidate } from './candidate.ts';

export type QuestionErrorCode = 'NOT_FOUND' | 'AMBIGUOUS' | 'BAD_INPUT';

/** A question that cannot be answered as it is asked; the message is for the person who asked it. */
export class QuestionError extends Error {
  readonly code: QuestionErrorCode;
  /** Who may have been meant, the likeliest first. */
  readonly candidates: readonly Candidate[];

  constructor(code: QuestionErrorCode, message: string, candidates: readonly Candidate[] = []) {
    super(message);
    this.name = 'QuestionError';
    this.code = code;
    this.candidates = candidates;
  }
}
