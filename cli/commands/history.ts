import type { Command } from 'commander';
import { history } from '../../resolve/index.ts';
import { jsonOption, storeOption } from '../options.ts';
import { printable } from '../output/printable.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { table } from '../output/table.ts';
import { historyFile, historyOption } from '../resolution/options.ts';

interface HistoryOptions {
  readonly history?: string;
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
What apply and revert were asked to do, and what came of it, oldest first. --json has the documents from before and after.

Examples:
  rolereach history
  rolereach history --json`;

export function defineHistory(program: Command): void {
  program
    .command('history')
    .description('what was applied and reverted, by whom')
    .addOption(historyOption())
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ store, json, ...options }: HistoryOptions) => {
      const entries = await history(historyFile(store, options));
      if (json) return writeJson(entries);
      const rows = entries.map(({ at, what, state, id, role, by }) => [at, what, state, id, role, by].map(printable));
      await writeLines(table([['AT', 'WHAT', 'STATE', 'ID', 'ROLE', 'BY'], ...rows]));
    });
}
