import type { Command } from 'commander';
import { jsonOption, storeOption } from '../options.ts';
import { printable } from '../output/printable.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { table } from '../output/table.ts';
import { withStore } from '../store.ts';

interface HistoryOptions {
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
Which plans were shown, applied and reverted, which findings were archived, by whom, and what came of it, oldest first. \`approved\` stands
before each call to AWS: without a line after it, nobody knows what came of that. --json has the documents from before and after.

Examples:
  rolereach history
  rolereach history --json`;

export function defineHistory(program: Command): void {
  program
    .command('history')
    .description('plans, what was applied and reverted, by whom, and what came of it')
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action(({ store: url, json }: HistoryOptions) =>
      withStore(url, async (store) => {
        const steps = await store.history();
        if (json) return writeJson(steps);
        const rows = steps.map(({ at, what, state, id, role, by, why }) =>
          [at, what, state, id, role, by, why ?? ''].map(printable),
        );
        await writeLines(table([['AT', 'WHAT', 'STATE', 'ID', 'ROLE', 'BY', 'WHY'], ...rows]));
      }),
    );
}
