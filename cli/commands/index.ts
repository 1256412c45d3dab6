import type { Command } from 'commander';
import { defineAccessSummary } from './access-summary.ts';
import { defineApply } from './apply.ts';
import { defineCapabilities } from './capabilities.ts';
import { defineDemo } from './demo.ts';
import { defineDoctor } from './doctor.ts';
import { defineExplain } from './explain.ts';
import { defineExport } from './export.ts';
import { defineExternal } from './external.ts';
import { defineFindings } from './findings.ts';
import { defineGenerate } from './generate.ts';
import { defineHistory } from './history.ts';
import { defineIngest } from './ingest.ts';
import { definePaths } from './paths.ts';
import { definePlan } from './plan.ts';
import { defineReachableFrom } from './reachable-from.ts';
import { defineRevert } from './revert.ts';
import { defineServe } from './serve.ts';
import { defineValidate } from './validate.ts';
import { defineWhoCanReach } from './who-can-reach.ts';

/** commands: one file a command; each adds itself to the program. In the order of the help. */
export const COMMANDS: readonly ((program: Command) => void)[] = [
  defineDemo,
  defineIngest,
  defineServe,
  defineWhoCanReach,
  defineReachableFrom,
  definePaths,
  defineExplain,
  defineAccessSummary,
  defineCapabilities,
  defineExternal,
  defineFindings,
  defineValidate,
  definePlan,
  defineApply,
  defineRevert,
  defineHistory,
  defineExport,
  defineGenerate,
  defineDoctor,
];
