import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ingestFrom } from '../../ingest/index.ts';
import type { AccessGraphStore, Generation } from '../../store/index.ts';
import { hostOption, portOption, tokenOption } from '../options.ts';
import { sizeOf } from '../output/numbers.ts';
import { packageFile } from '../package.ts';
import { serveUntilStopped } from '../serving.ts';
import { withStore } from '../store.ts';

interface DemoOptions {
  readonly host: string;
  readonly port: number;
  readonly token?: string;
}

const EXAMPLES = `
The sample lives in a store of its own that is gone when the demo stops.

Examples:
  rolereach demo
  rolereach demo --port 4001`;

export function defineDemo(program: Command): void {
  program
    .command('demo')
    .description('look at a bundled sample organization: explorer and GraphQL API on 127.0.0.1:4000')
    .addOption(hostOption())
    .addOption(portOption())
    .addOption(tokenOption())
    .addHelpText('after', EXAMPLES)
    .action(demo);
}

async function demo(options: DemoOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rolereach-demo-'));
  try {
    await withStore(`embedded:${join(folder, 'store')}`, async (store) => {
      const generation = await loadSample(store, join(folder, 'snapshot'));
      await serveUntilStopped({ ...options, store, greeting: (url) => greeting(url, generation) });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function loadSample(store: AccessGraphStore, snapshotDir: string): Promise<Generation> {
  const { generation } = await ingestFrom({
    from: [packageFile('sample/authorization-details'), packageFile('sample/last-accessed.json')],
    organization: packageFile('sample/organization.json'),
    findings: [packageFile('sample/access-analyzer')],
    cloudtrail: [packageFile('sample/cloudtrail')],
    snapshotDir,
    store,
  });
  return generation;
}

const greeting = (url: string, generation: Generation): string[] => [
  `rolereach shows a sample organization at ${url}`,
  `It has ${sizeOf(generation)}.`,
  '',
  'Try',
  `  ${url}/?to=data-prod/CustomerDataAdmin`,
  '      who can reach the role that administers customer data',
  `  ${url}/?from=public:*`,
  '      what anyone on the internet can become',
  `  ${url}/graphiql`,
  '      GraphiQL, to ask in GraphQL',
  '',
  'docs/tour.md goes on from there. Ctrl-C stops it.',
];
