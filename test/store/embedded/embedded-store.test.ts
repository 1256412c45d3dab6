import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openStore } from '../../../store/index.ts';
import { itKeepsAccessGraphs } from '../conformance.ts';

describe('the embedded store', () => {
  itKeepsAccessGraphs(async () => {
    const directory = await mkdtemp(join(tmpdir(), 'rolereach-'));
    return {
      open: () => openStore(`embedded:${join(directory, 'store')}`),
      remove: () => rm(directory, { recursive: true }),
    };
  });
});
