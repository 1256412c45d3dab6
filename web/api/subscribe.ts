import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';
import { type Answer, ApiError, dataOf, postHeaders } from './request.ts';

/** The server says something at least every twelve seconds; after so many milliseconds without a word the line is taken for dead. */
const SILENCE = 40_000;
/** Milliseconds before the first and the longest pause between two tries to connect. */
const PAUSE = { first: 500, longest: 15_000 };

/**
 * Subscribes over server-sent events and calls back with all that is told, until the signal is aborted; a line that breaks
 * is made again, after longer and longer pauses.
 * @throws ApiError where the server refuses
 */
export async function subscribe<Data, Variables>(
  query: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  onData: (data: Data) => void,
  signal: AbortSignal,
): Promise<void> {
  const body = JSON.stringify({ query: print(query), variables });
  for (let pause = PAUSE.first; !signal.aborted; pause = Math.min(2 * pause, PAUSE.longest)) {
    try {
      for await (const answer of answers<Data>(body, signal)) {
        pause = PAUSE.first;
        onData(dataOf(answer));
      }
    } catch (error) {
      if (error instanceof ApiError) throw error;
    }
    await sleep(pause, signal);
  }
}

/** What one line tells before it ends. */
async function* answers<Data>(body: string, signal: AbortSignal): AsyncGenerator<Answer<Data>> {
  const line = new AbortController();
  const cut = () => line.abort();
  signal.addEventListener('abort', cut);
  let watch = setTimeout(cut, SILENCE);
  try {
    const headers = postHeaders('text/event-stream');
    const response = await fetch('/graphql', { method: 'POST', headers, body, signal: line.signal });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ''; ;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watch);
      watch = setTimeout(cut, SILENCE);
      const lines = (text + value).split('\n');
      text = lines.pop()!;
      for (const data of lines.flatMap((each) => /^data: ?(.+)$/.exec(each)?.[1] ?? [])) {
        yield JSON.parse(data) as Answer<Data>;
      }
    }
  } finally {
    clearTimeout(watch);
    signal.removeEventListener('abort', cut);
    cut();
  }
}

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
