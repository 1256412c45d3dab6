import type { Command } from 'commander';
import { planOf } from '../../api/answers/index.ts';
import { isRefusal } from '../../core/resolution/cut.ts';
import { changeOfPlan } from '../../resolve/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { jsonOption, storeOption } from '../options.ts';
import { namesOf } from '../output/names.ts';
import { planText, refusalText } from '../output/plan-text.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';
import { keepPlan } from '../resolution/keep-plan.ts';
import { personHere } from '../resolution/person.ts';
import { type CutCommandOptions, referenceOf, withCutOptions } from '../resolution/options.ts';

interface PlanOptions extends CutCommandOptions {
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
Says which Deny statement to add to the role's trust policy, what that cuts, and what else would no longer work, also over chains.
Nothing is changed; \`rolereach history\` keeps the plan. Exit code 1 where there is no plan, with the reason.

Examples:
  rolereach plan 22222222-dcba-4444-dcba-333333333333
  rolereach plan account:999988887777 111122223333/Deployer --break-glass 111122223333/BreakGlass
  rolereach plan public:* 111122223333/Deployer --json`;

export function definePlan(program: Command): void {
  const command = program
    .command('plan')
    .description('how to take access to a role away, and what else that would break')
    .argument('<finding|from>', 'id of a finding of Access Analyzer; or a principal: ARN, node id or ACCOUNT/NAME')
    .argument('[to]', 'with a principal: the role, ARN or ACCOUNT/NAME');
  withCutOptions(command)
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((first: string, to: string | undefined, { json, store, ...options }: PlanOptions) =>
      withGraph(store, async (graph, kept) => {
        const plan = await planOf(graph, referenceOf(first, to), options);
        if (isRefusal(plan)) process.exitCode = EXIT.no;
        else await keepPlan(kept, { ...changeOfPlan(plan), what: 'plan', by: personHere(), caller: null });
        if (json) return writeJson(plan);
        const style = styleFor(process.stdout);
        await writeLines(isRefusal(plan) ? refusalText(plan, style) : planText(plan, namesOf(graph), style));
      }),
    );
}
