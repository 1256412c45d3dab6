import type { Command } from 'commander';
import { defineDoctor } from './doctor.ts';
import { defineExport } from './export.ts';
import { defineIngest } from './ingest.ts';

/** commands: one file a command; each adds itself to the program. In the order of the help. */
export const COMMANDS: readonly ((program: Command) => void)[] = [defineIngest, defineExport, defineDoctor];
