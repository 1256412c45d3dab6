import { expect, test } from 'vitest';
import { generatedSnapshot } from '../../aws/generated.ts';
import { startAwsStub, USUAL_LIMITS } from '../../aws/index.ts';
import { Place } from './collecting.ts';

const MOST_REFUSED = 5;

test('40 accounts side by side: hardly a call comes faster than AWS bears', async () => {
  const stub = await startAwsStub({
    snapshot: generatedSnapshot(40, 1),
    accessRole: { name: 'OrganizationAccountAccessRole' },
    limits: USUAL_LIMITS,
  });
  const place = new Place();
  await place.collectAll(stub);
  const refused = stub.requests.filter(({ error }) => error !== null && /throttl|toomany/i.test(error));
  expect(refused.length).toBeLessThanOrEqual(MOST_REFUSED);
  expect(place.manifest.accounts).toHaveLength(40);
  place.remove();
  await stub.close();
});
