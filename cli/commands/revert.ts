import type { Command } from 'commander';
import { parseArn } from '../../core/model/arn.ts';
import { addedChange } from '../../core/resolution/added-change.ts';
import { lastApplied } from '../../core/resolution/history.ts';
import { carryOut } from '../../resolve/index.ts';
import type { AccessGraphStore } from '../../store/index.ts';
import { EXIT, UsageError } from '../exit.ts';
import { jsonOption, storeOption } from '../options.ts';
import { documentDiff } from '../output/document-diff.ts';
import { note } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';
import { type AccountOptions, accessTo } from '../resolution/in-account.ts';
import { withAccountOptions } from '../resolution/options.ts';
import { tell } from '../resolution/outcome.ts';
import { personHere } from '../resolution/person.ts';
import { withStore } from '../store.ts';

interface RevertOptions extends AccountOptions {
  readonly role?: string;
  readonly yes?: true;
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
Takes the statement out again that \`rolereach apply\` wrote under this id, and nothing else. Where nothing else was changed since,
the trust policy is the very one from before. Exit code 1 where the statement is not as it was written, 3 where AWS refuses.

What was applied elsewhere, and is in no history, is found with --role: the Deny statement whose Sid is the id without its hyphens.
It is shown, and taken out with --yes.

Examples:
  rolereach revert 22222222-dcba-4444-dcba-333333333333
  rolereach revert rolereach2ea6069cc34e3c94af71eddf --role-name Resolution
  rolereach revert 22222222-dcba-4444-dcba-333333333333 --role arn:aws:iam::111122223333:role/Deployer --yes`;

export function defineRevert(program: Command): void {
  const command = program
    .command('revert')
    .description('give access back that apply took away')
    .argument('<id>', 'of the finding, or of the plan: rolereach history shows it')
    .option('--role <arn>', 'the role, where no history has what was applied to it')
    .option('--yes', 'with --role: take the statement out; without, it is shown and nothing is changed');
  withAccountOptions(command)
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((id: string, { store: url, ...options }: RevertOptions) =>
      withStore(url, async (store) => {
        const steps = (await store.history()).filter(({ role }) => role === (options.role ?? role));
        const applied = lastApplied(steps, id);
        if (applied === null) return revertUnknown(store, id, options);
        const outcome = await carryOut(store, 'revert', applied, personHere(), await accessTo(applied.role, options));
        await tell(outcome, id, applied.role, options.json);
      }),
    );
}

/** Of a change that is in no history. */
async function revertUnknown(
  store: AccessGraphStore,
  id: string,
  { role, yes, json, ...options }: Omit<RevertOptions, 'store'>,
): Promise<void> {
  if (role === undefined)
    throw new UsageError(
      `Nothing was applied under the id "${id}", as far as the history in ${store.url} says. What was applied elsewhere is found with --role ARN.`,
    );
  if (!isRole(role)) throw new UsageError(`"${role}" is not the ARN of a role.`);
  const access = await accessTo(role, options);
  const change = addedChange((await access.trust.read())?.document, id);
  if (change === null) return tell({ state: 'unchanged', why: 'The statement is not there.' }, id, role, json);
  for (const line of documentDiff(change.after, change.before, styleFor(process.stderr))) note(line);
  if (!yes) {
    note('Nothing is changed: --yes takes the statement out.');
    return void (process.exitCode = EXIT.no);
  }
  const whole = { ...change, id, role, from: null, generation: null };
  await tell(await carryOut(store, 'revert', whole, personHere(), access), id, role, json);
}

function isRole(text: string): boolean {
  const arn = parseArn(text);
  return arn !== null && arn.service === 'iam' && arn.resource.startsWith('role/');
}
