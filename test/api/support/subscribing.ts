import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Answer } from './serving.ts';
import { post } from './serving.ts';

export interface Subscribed {
  readonly response: Response;
  /** The next answer; null at the end of the stream. */
  next(): Promise<Answer | null>;
  /** Answers until one is as wanted. */
  until(wanted: (answer: Answer) => boolean): Promise<Answer>;
  /** Goes away without a word. */
  leave(): void;
}

/** Subscribes over server-sent events, as a browser does. */
export async function subscribe(url: string, query: string, headers: Record<string, string> = {}): Promise<Subscribed> {
  const leaving = new AbortController();
  const accept = { accept: 'text/event-stream', ...headers };
  const response = await post(url, { query }, accept, leaving.signal);
  const answers = events(response)[Symbol.asyncIterator]();
  const next = async () => (await answers.next()).value ?? null;
  return {
    response,
    next,
    async until(wanted) {
      for (;;) {
        const answer = await next();
        if (answer === null) throw new Error('The stream has ended.');
        if (wanted(answer)) return answer;
      }
    },
    leave: () => leaving.abort(),
  };
}

async function* events(response: Response): AsyncGenerator<Answer, undefined> {
  for await (const line of createInterface({ input: Readable.fromWeb(response.body! as never) })) {
    const data = /^data: ?(.+)$/.exec(line)?.[1];
    if (data !== undefined) yield JSON.parse(data) as Answer;
  }
}
