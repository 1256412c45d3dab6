import { beforeAll, expect, test } from 'vitest';
import { type AwsStubOptions, type Fault, startAwsStub } from '../../aws/index.ts';
import { Place } from './collecting.ts';
import { exampleWorld, PRODUCTION } from './world.ts';

/** What passes while a collection goes on costs time and nothing else. */

const DETAILS = 'iam:GetAccountAuthorizationDetails';
const HOURS = 3_600_000;

interface Row {
  readonly name: string;
  readonly faults?: readonly Fault[];
  readonly options?: Partial<AwsStubOptions>;
}

const ROWS: readonly Row[] = [
  { name: 'a storm of throttling', faults: [{ operation: '*', on: { everyNth: 3 }, do: 'throttle' }] },
  { name: 'one call throttled over and over', faults: [{ operation: DETAILS, on: [1, 2, 3, 4], do: 'throttle' }] },
  { name: 'errors of the servers', faults: [{ operation: '*', on: { everyNth: 4 }, do: 'error' }] },
  { name: 'servers that are away', faults: [{ operation: '*', on: { everyNth: 4 }, do: 'unavailable' }] },
  { name: 'slow pages', faults: [{ operation: 'iam:*', on: { everyNth: 5 }, do: 'delay', milliseconds: 300 }] },
  { name: 'pages that stop half-way for a while', faults: [{ operation: DETAILS, do: 'stall', milliseconds: 200 }] },
  { name: 'connections cut in the middle of a page', faults: [{ operation: '*', on: { everyNth: 4 }, do: 'cut' }] },
  { name: 'connections that end before the answer', faults: [{ operation: '*', on: { everyNth: 4 }, do: 'reset' }] },
  { name: 'answers that are none', faults: [{ operation: '*', on: { everyNth: 4 }, do: 'malformed' }] },
  { name: 'empty pages', faults: [{ operation: '*', on: { everyNth: 5 }, do: 'empty-page' }] },
  {
    name: 'credentials of a role that expire in the middle',
    faults: [{ operation: DETAILS, account: PRODUCTION, on: 2, do: 'expire-token' }],
  },
  { name: 'a clock that is two hours late', options: { clock: () => Date.now() + 2 * HOURS } },
  { name: 'a clock that is two hours early', options: { clock: () => Date.now() - 2 * HOURS } },
];

let undisturbed: Place['timeless'];
beforeAll(async () => {
  undisturbed = await snapshotOf({});
});

test.concurrent.each(ROWS)('$name', async ({ faults = [], options = {} }) => {
  expect(await snapshotOf({ faults, ...options })).toEqual(undisturbed);
});

async function snapshotOf(options: Partial<AwsStubOptions>): Promise<Place['timeless']> {
  const stub = await startAwsStub(exampleWorld(options));
  const place = new Place();
  try {
    await place.collectAll(stub);
    return place.timeless;
  } finally {
    place.remove();
    await stub.close();
  }
}
