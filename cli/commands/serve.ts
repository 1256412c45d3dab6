import type { Command } from 'commander';
import type { Generation } from '../../store/index.ts';
import { type AllowIngestOptions, allowedIngests, withAllowIngest } from '../ingest-source.ts';
import { hostOption, portOption, storeOption, tokenOption } from '../options.ts';
import { sizeOf } from '../output/numbers.ts';
import {
  allowedRemediation,
  type AllowRemediationOptions,
  withAllowRemediation,
} from '../resolution/allow-remediation.ts';
import { serveUntilStopped } from '../serving.ts';
import { withStore } from '../store.ts';

interface ServeOptions extends AllowIngestOptions, AllowRemediationOptions {
  readonly host: string;
  readonly port: number;
  readonly token?: string;
  readonly store: string;
}

const EXAMPLES = `
On any other address than this machine's own, clients must present a token.
With --allow-ingest, who may ask may also start an ingest; what it reads is what the options here name, as for ingest.
With --allow-remediation, they may also change trust policies: apply the plan that they were shown, by the approval that came with it, and
revert it. The history keeps what was done, and so does a line here. Where others work on this machine too, give a --token.

Examples:
  rolereach serve
  rolereach serve --port 4001 --store bolt://127.0.0.1:7687
  rolereach serve --allow-ingest --aws --role-name rolereach
  rolereach serve --allow-ingest --from authorization-details/
  rolereach serve --allow-remediation --resolution-role Resolution --break-glass 111122223333/BreakGlass
  ROLEREACH_TOKEN=… rolereach serve --host 0.0.0.0`;

export function defineServe(program: Command): void {
  const command = program
    .command('serve')
    .description('serve the explorer and the GraphQL API until Ctrl-C')
    .addOption(hostOption())
    .addOption(portOption())
    .addOption(tokenOption())
    .addOption(storeOption());
  withAllowRemediation(withAllowIngest(command))
    .addHelpText('after', EXAMPLES)
    .action(({ store: url, ...options }: ServeOptions) =>
      withStore(url, async (store) => {
        const [generation] = await store.generations();
        const ingests = allowedIngests(store, options);
        await serveUntilStopped({
          ...options,
          store,
          ingests,
          remediation: allowedRemediation(options),
          greeting: (address) => greeting(url, address, generation),
        });
      }),
    );
}

const greeting = (store: string, address: string, generation: Generation | undefined): string[] => [
  `rolereach serves ${store} at ${address}`,
  generation === undefined
    ? 'The store is empty. What is loaded meanwhile shows at once: rolereach ingest --from PATH'
    : `It has ${sizeOf(generation)}.`,
  `GraphiQL is at ${address}/graphiql. Ctrl-C stops it.`,
];
