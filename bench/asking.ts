import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type Quantiles, quantilesOf } from './quantiles.ts';

export interface Question {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

export interface Asked extends Quantiles {
  readonly questions: number;
  /** Processor time of the server, milliseconds a question. */
  readonly processor: number;
  /** Of the largest answer. */
  readonly bytes: number;
}

/** A server in a process of its own, asked over HTTP. */
export interface Asking {
  /** What GraphQL answers. @throws where it answers with errors */
  data<Data>(question: Question): Promise<Data>;
  /** One after another, after some to warm up. */
  figures(questions: readonly Question[]): Promise<Asked>;
  stop(): void;
}

const WARM_UP = 50;

export async function startAsking(store: string): Promise<Asking> {
  const env = { ...process.env, NODE_ENV: 'production' };
  const server = fork(fileURLToPath(new URL('serve.js', import.meta.url)), [store], { env });
  const [url] = (await once(server, 'message')) as [string];
  const agent = new Agent({ keepAlive: true });
  const ask = (question: Question): Promise<Buffer> => post(`${url}/graphql`, agent, JSON.stringify(question));
  const processorTime = async (): Promise<number> => {
    server.send('processor time');
    return ((await once(server, 'message')) as [number])[0];
  };
  return {
    async data<Data>(question: Question) {
      const { data, errors } = JSON.parse((await ask(question)).toString()) as { data: Data; errors?: unknown };
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    async figures(questions) {
      for (const question of questions.slice(0, WARM_UP)) await ask(question);
      const before = await processorTime();
      const [times, sizes]: [number[], number[]] = [[], []];
      for (const question of questions) {
        const start = performance.now();
        sizes.push((await ask(question)).length);
        times.push(performance.now() - start);
      }
      const processor = ((await processorTime()) - before) / questions.length;
      return { ...quantilesOf(times), questions: questions.length, processor, bytes: Math.max(...sizes) };
    },
    stop() {
      agent.destroy();
      server.disconnect();
    },
  };
}

function post(url: string, agent: Agent, body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(Buffer.concat(chunks)));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
