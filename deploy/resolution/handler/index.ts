import { type Answer, handle, type LambdaContext, type Told } from './handle.ts';

/** What Lambda calls. It lives as long as an instance of the function, which handles one event after the other. */
const told: Told = new Set();

export const handler = (event: unknown, context: LambdaContext): Promise<Answer> =>
  handle(
    event,
    context,
    { environment: process.env, write: (line) => process.stdout.write(line), now: () => new Date() },
    told,
  );
