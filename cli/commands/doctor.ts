import type { Command } from 'commander';
import { type AwsOptions, withAwsOptions } from '../aws-options.ts';
import { checkAws } from '../doctor/aws.ts';
import type { Finding } from '../doctor/finding.ts';
import { checkExplorer, checkNode } from '../doctor/installation.ts';
import { checkPort } from '../doctor/port.ts';
import { checkSnapshot } from '../doctor/snapshot.ts';
import { checkStore, storeProblem } from '../doctor/store.ts';
import { EXIT } from '../exit.ts';
import { jsonOption, portOption, snapshotOption, storeOption } from '../options.ts';
import { printableAll } from '../output/printable.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { styleFor, type Style } from '../output/style.ts';
import { snapshotDirectory, withStore } from '../store.ts';

interface DoctorOptions extends AwsOptions {
  readonly store: string;
  readonly snapshot?: string;
  readonly port: number;
  readonly json?: true;
}

const EXAMPLES = `
With --aws it tries, in a few accounts, each call that ingest --aws with the same options makes, and says which permission
is missing; in the accounts of --accounts, where they are named.

Exit code 1 when something is wrong.

Examples:
  rolereach doctor
  rolereach doctor --store bolt://127.0.0.1:7687
  rolereach doctor --aws --profile audit --role-name rolereach`;

export function defineDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description('check the installation, the store and the snapshot, and say how to put right what is wrong')
    .addOption(storeOption())
    .addOption(snapshotOption())
    .addOption(portOption())
    .addOption(jsonOption());
  withAwsOptions(command).addHelpText('after', EXAMPLES).action(doctor);
}

async function doctor({ store, snapshot, port, json, ...options }: DoctorOptions): Promise<void> {
  const findings = [
    checkNode(),
    checkExplorer(),
    ...(await checkData(store, snapshotDirectory(store, snapshot))),
    await checkPort('127.0.0.1', port),
    ...(options.aws ? await checkAws(options) : []),
  ];
  if (findings.some(({ state }) => state === 'problem')) process.exitCode = EXIT.no;
  if (json) return writeJson(findings);
  const width = Math.max(...findings.map(({ check }) => check.length));
  await writeLines(printableAll(findings).flatMap((finding) => findingLines(finding, width, styleFor(process.stdout))));
}

async function checkData(url: string, snapshotFolder: string): Promise<Finding[]> {
  try {
    return await withStore(url, async (store) => {
      const findings = await checkStore(store);
      const [newest] = await store.generations();
      const reader = newest === undefined ? null : await store.open();
      return [...findings, await checkSnapshot(snapshotFolder, reader)];
    });
  } catch (error) {
    return [storeProblem(url, error), await checkSnapshot(snapshotFolder, null)];
  }
}

const MARKS = { ok: '✓', note: '!', problem: '✗' } as const;

function findingLines({ check, state, found, fix }: Finding, width: number, style: Style): string[] {
  const line = `${MARKS[state]} ${check.padEnd(width)} ${found}`;
  const emphasis = { ok: (text: string) => text, note: style.yellow, problem: style.red }[state];
  return fix === null ? [line] : [emphasis(line), `  ${' '.repeat(width)} → ${fix}`];
}
