import { Repeater, SlidingBuffer } from 'graphql-yoga';
import { type Ingest, type IngestControl, IngestRefusedError } from '../ingest-control.ts';
import { builder } from './builder.ts';
import type { RequestContext } from './context.ts';
import { IngestType } from './types/ingest.ts';

/** Between two pieces of news for one subscriber, in milliseconds. */
const PACE = 250;

builder.mutationType({
  fields: (t) => ({
    ingest: t.field({
      type: IngestType,
      description: 'Starts an ingest of what the server was started with. One runs at a time.',
      args: {
        resume: t.arg.boolean({
          defaultValue: false,
          description: 'Whether to go on with what one that was stopped has collected.',
        }),
      },
      resolve: (_mutation, { resume }, context) => {
        const ingests = allowed(context);
        if (!ingests.start({ resume: resume ?? false })) {
          throw new IngestRefusedError(
            'INGEST_RUNNING',
            'An ingest is under way already. Stop it, or wait for its end.',
          );
        }
        return ingests.current()!;
      },
    }),
    ingestStop: t.field({
      type: IngestType,
      description: 'Asks the ingest under way to stop. What it has collected so far is kept.',
      resolve: (_mutation, _arguments, context) => {
        const ingests = allowed(context);
        if (!ingests.stop()) throw new IngestRefusedError('INGEST_NOT_RUNNING', 'No ingest is under way.');
        return ingests.current()!;
      },
    }),
  }),
});

builder.subscriptionType({
  fields: (t) => ({
    ingestProgress: t.field({
      type: IngestType,
      nullable: true,
      description:
        'The ingest under way, or else the last one, or null: first as it is now, then after each change, until the ' +
        'client or the server ends it.',
      subscribe: (_subscription, _arguments, context) => changes(allowed(context), context.closing),
      resolve: (ingest: Ingest | null) => ingest,
    }),
  }),
});

/** @throws IngestRefusedError */
function allowed({ ingests }: RequestContext): IngestControl {
  if (ingests !== null) return ingests;
  throw new IngestRefusedError(
    'INGEST_NOT_ALLOWED',
    'This server starts no ingests. Start it with --allow-ingest, or run `rolereach ingest`.',
  );
}

/** Who reads slowly misses what came in between, and gets the latest. */
function changes(ingests: IngestControl, closing: AbortSignal): AsyncIterableIterator<Ingest | null> {
  return new Repeater<Ingest | null>(async (push, stop) => {
    let pause: NodeJS.Timeout | undefined;
    const tell = () => {
      pause = undefined;
      void push(ingests.current());
    };
    const unsubscribe = ingests.subscribe(() => (pause ??= setTimeout(tell, PACE)));
    const close = () => stop();
    closing.addEventListener('abort', close);
    tell();
    await stop;
    clearTimeout(pause);
    closing.removeEventListener('abort', close);
    unsubscribe();
  }, new SlidingBuffer(1));
}
