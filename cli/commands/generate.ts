import { type Command, Option } from 'commander';
import { inStep } from '../../core/derive/in-step.ts';
import { generateOrganization, inSteps, stageSnapshot } from '../../ingest/index.ts';
import { interruptible } from '../interrupt.ts';
import { wholeNumber } from '../options.ts';
import { counted } from '../output/numbers.ts';
import { progressOn } from '../output/progress.ts';
import { writeLines } from '../output/streams.ts';

interface GenerateOptions {
  readonly accounts: number;
  readonly seed: number;
  readonly out: string;
}

const EXAMPLES = `
The same number of accounts and seed always make the same organization, some 220 users and roles an account.

Examples:
  rolereach generate --accounts 100
  rolereach ingest --from generated --store embedded:generated.store`;

export function defineGenerate(program: Command): void {
  program
    .command('generate')
    .description('write a snapshot of a made-up organization, to try things at any size')
    .addOption(new Option('--accounts <number>', 'how many accounts').argParser(wholeNumber(1, 10_000)).default(10))
    .addOption(new Option('--seed <number>', 'which organization').argParser(wholeNumber(0)).default(1))
    .addOption(new Option('--out <dir>', 'folder of the snapshot').default('generated'))
    .addHelpText('after', EXAMPLES)
    .action(generate);
}

async function generate({ accounts, seed, out }: GenerateOptions): Promise<void> {
  const progress = progressOn();
  const content = { ...generateOrganization(accounts, seed), sources: [`generate ${accounts} ${seed}`] };
  const writing = inStep('writing accounts', accounts, stageSnapshot(out, content));
  const staged = await interruptible((signal) => inSteps(writing, progress.onProgress, signal));
  staged.commit();
  progress.end();
  const { manifest } = staged.snapshot;
  const total = (of: 'users' | 'roles'): number => manifest.accounts.reduce((sum, account) => sum + account[of], 0);
  await writeLines([
    `${out} holds ${counted(accounts, 'account')} with ${counted(total('users'), 'user')} and ${counted(total('roles'), 'role')}.`,
    `Go on with: rolereach ingest --from ${out}`,
  ]);
}
