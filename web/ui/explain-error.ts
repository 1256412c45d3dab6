import { ApiUnreachableError } from '../api/request.ts';

/** An error in words for the person in front of it. */
export const explainError = (error: Error): string =>
  error instanceof ApiUnreachableError
    ? 'rolereach does not answer. Is it still running? Start it with “npx rolereach serve”.'
    : error.message;
