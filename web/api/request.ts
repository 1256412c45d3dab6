import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';

/** A principal, in so far as an error names it. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
}

interface ErrorExtensions {
  readonly code?: string | null;
  readonly candidates?: readonly Candidate[];
}

/** The API answered that it cannot: the message is for people, the code for programs. */
export class ApiError extends Error {
  readonly code: string | null;
  /** Whom a reference may have meant. */
  readonly candidates: readonly Candidate[];

  constructor(message: string, { code = null, candidates = [] }: ErrorExtensions = {}) {
    super(message);
    this.code = code;
    this.candidates = candidates;
  }
}

/** There was no answer. */
export class ApiUnreachableError extends Error {}

export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: ErrorExtensions }[];
}

/** @throws ApiError, ApiUnreachableError */
export async function request<Data, Variables>(
  query: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  return dataOf(await post<Data>({ query: print(query), variables }, signal));
}

/** @throws ApiError */
export function dataOf<Data>({ data, errors }: Answer<Data>): Data {
  const error = errors?.[0];
  if (error) throw new ApiError(error.message, error.extensions);
  if (!data) throw new ApiError('The answer holds no data.');
  return data;
}

export const postHeaders = (accept: string): HeadersInit => ({ 'content-type': 'application/json', accept });

async function post<Data>(body: unknown, signal?: AbortSignal): Promise<Answer<Data>> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: postHeaders('application/json'),
      body: JSON.stringify(body),
      signal: signal ?? null,
    });
    return (await response.json()) as Answer<Data>;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiUnreachableError('rolereach does not answer.', { cause: error });
  }
}
