import type { Command } from 'commander';
import { history, lastApplied, recorded, revertChange } from '../../resolve/index.ts';
import { UsageError } from '../exit.ts';
import { jsonOption, storeOption } from '../options.ts';
import { trustOf } from '../resolution/in-account.ts';
import { type ChangeOptions, historyFile, withChangeOptions } from '../resolution/options.ts';
import { tell } from '../resolution/outcome.ts';

interface RevertOptions extends ChangeOptions {
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
Takes the statement out again that \`rolereach apply\` wrote under this id, and nothing else. Where nothing else was changed since,
the trust policy is the very one from before. Exit code 1 where the statement is not as it was written, 3 where AWS refuses.

Examples:
  rolereach revert 22222222-dcba-4444-dcba-333333333333
  rolereach revert rolereach2ea6069cc34e3c94af71eddf --role-name Resolution`;

export function defineRevert(program: Command): void {
  const command = program
    .command('revert')
    .description('give access back that apply took away')
    .argument('<id>', 'of the finding, or of the plan: rolereach history shows it');
  withChangeOptions(command)
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { json, store, ...options }: RevertOptions) => {
      const file = historyFile(store, options);
      const applied = lastApplied(await history(file), id);
      if (applied === null) throw new UsageError(`Nothing was applied under the id "${id}", as far as ${file} says.`);
      const { role, from, generation, sid, before, after } = applied;
      const { trust, by } = await trustOf(role, options);
      const attempt = { what: 'revert', id, role, from, generation, by, sid, before, after } as const;
      await tell(await recorded(file, attempt, () => revertChange(trust, applied)), id, role, json);
    });
}
