import { generatedWorld } from '../test/aws/generated.ts';
import { startAwsStub, USUAL_LIMITS } from '../test/aws/index.ts';

/** How a collector reaches it. */
export type StubEnvironment = Readonly<Record<string, string>>;

export interface StubFigures {
  readonly calls: number;
  /** Calls that came too fast. */
  readonly refused: number;
  /** Of all answers together. */
  readonly latencyMs: number;
  /** Between the first and the last call. */
  readonly collectingMs: number;
}

/**
 * AWS for the bench in a process of its own, until its parent goes: a generated organization behind the usual limits. It
 * sends how to reach it, and on every message of its parent the figures.
 */
const [accounts, seed, latencyMilliseconds] = process.argv.slice(2).map(Number) as [number, number, number];
const stub = await startAwsStub({
  ...generatedWorld(accounts, seed),
  accessRole: { name: 'OrganizationAccountAccessRole' },
  limits: USUAL_LIMITS,
  latencyMilliseconds,
});
process.on('message', () => process.send!(figures()));
process.on('disconnect', () => process.exit());
process.send!(stub.environment);

function figures(): StubFigures {
  const { requests } = stub;
  return {
    calls: requests.length,
    refused: requests.filter(({ error }) => error !== null && /throttl|toomany/i.test(error)).length,
    latencyMs: requests.length * latencyMilliseconds,
    collectingMs: (requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0),
  };
}
