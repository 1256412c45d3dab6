import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';

/** The API answered that it cannot: the message is for people, the code for programs. */
export class ApiError extends Error {
  readonly code: string | null;
  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

/** There was no answer. */
export class ApiUnreachableError extends Error {}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** @throws ApiError, ApiUnreachableError */
export async function request<Data, Variables>(
  query: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const answer = await post<Data>({ query: print(query), variables }, signal);
  const error = answer.errors?.[0];
  if (error) throw new ApiError(error.message, error.extensions?.code ?? null);
  if (!answer.data) throw new ApiError('The answer holds no data.', null);
  return answer.data;
}

async function post<Data>(body: unknown, signal?: AbortSignal): Promise<Answer<Data>> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: signal ?? null,
    });
    return (await response.json()) as Answer<Data>;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiUnreachableError('rolereach does not answer.', { cause: error });
  }
}
