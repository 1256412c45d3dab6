import { join } from 'node:path';
import { describe } from 'vitest';
import { openStore } from '../../../store/index.ts';
import { temporaryFolder } from '../../support/embedded.ts';
import { itKeepsAccessGraphs } from '../conformance.ts';

describe('the embedded store', () => {
  itKeepsAccessGraphs(async () => {
    const { path, remove } = await temporaryFolder();
    return { open: () => openStore(`embedded:${join(path, 'store')}`), remove };
  });
});
