import type { Command } from 'commander';
import { planOf } from '../../api/answers/index.ts';
import { isRefusal } from '../../core/resolution/cut.ts';
import { carryOut, changeOfPlan } from '../../resolve/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { jsonOption, storeOption } from '../options.ts';
import { namesOf } from '../output/names.ts';
import { planText, refusalText } from '../output/plan-text.ts';
import { note } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';
import { tell } from '../resolution/outcome.ts';
import { type AccountOptions, accessTo } from '../resolution/in-account.ts';
import { keepPlan } from '../resolution/keep-plan.ts';
import { type CutCommandOptions, referenceOf, withAccountOptions, withCutOptions } from '../resolution/options.ts';
import { personHere } from '../resolution/person.ts';

interface ApplyOptions extends CutCommandOptions, AccountOptions {
  readonly yes?: true;
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
Makes a plan as \`rolereach plan\` does, shows it, and with --yes writes it, in the role's own account: where the trust policy still is what
was collected. Each attempt and what came of it is kept. Needs iam:GetRole and iam:UpdateAssumeRolePolicy there.
Exit code 1 where there is no plan, it is stale, or --yes is missing; 3 where AWS refuses.

Examples:
  rolereach apply 22222222-dcba-4444-dcba-333333333333 --break-glass 111122223333/BreakGlass
  rolereach apply account:999988887777 111122223333/Deployer --role-name Resolution --yes`;

export function defineApply(program: Command): void {
  const command = program
    .command('apply')
    .description("take access to a role away: write a plan's statement to its trust policy")
    .argument('<finding|from>', 'id of a finding of Access Analyzer; or a principal: ARN, node id or ACCOUNT/NAME')
    .argument('[to]', 'with a principal: the role, ARN or ACCOUNT/NAME');
  withAccountOptions(withCutOptions(command))
    .option('--yes', 'write it; without, the plan is shown and nothing is changed')
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((first: string, to: string | undefined, { json, store, yes, ...options }: ApplyOptions) =>
      withGraph(store, async (graph, kept) => {
        const plan = await planOf(graph, referenceOf(first, to), options);
        const style = styleFor(process.stderr);
        const text = isRefusal(plan) ? refusalText(plan, style) : planText(plan, namesOf(graph), style);
        for (const line of text) note(line);
        if (isRefusal(plan)) return void (process.exitCode = EXIT.no);
        const [change, by] = [changeOfPlan(plan), personHere()];
        await keepPlan(kept, { ...change, what: 'plan', by, caller: null });
        if (!yes) {
          note('Nothing is changed: --yes writes it.');
          return void (process.exitCode = EXIT.no);
        }
        const access = await accessTo(plan.role, options);
        const outcome = await carryOut(kept, 'apply', change, by, access);
        await tell(outcome, plan.id, plan.role, json);
      }),
    );
}
