import type { Command } from 'commander';
import { archivePlanOf } from '../../api/answers/index.ts';
import { isArchiveRefusal } from '../../core/findings/archive-plan.ts';
import { carryOutRule, ruleOfPlan } from '../../resolve/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { jsonOption, storeOption } from '../options.ts';
import { archiveText } from '../output/archive-text.ts';
import { refusalText } from '../output/plan-text.ts';
import { note, writeJson } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';
import { type AccountOptions, analyzerAccess } from '../resolution/in-account.ts';
import { keepPlan } from '../resolution/keep-plan.ts';
import { withAccountOptions } from '../resolution/options.ts';
import { tell } from '../resolution/outcome.ts';
import { personHere } from '../resolution/person.ts';

interface ArchiveOptions extends AccountOptions {
  readonly rule?: string;
  readonly onlyNew?: true;
  readonly andOthers?: true;
  readonly yes?: true;
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
Access that is meant is no finding to cut: an archive rule of the analyzer hides it instead, and the trust policy stays as it is. The rule
asks for the role, the principal, and the conditions that a rule can ask for; what else it would hide is shown, and is a reason not to go on
without --and-others. Needs access-analyzer:CreateArchiveRule and access-analyzer:ApplyArchiveRule in the analyzer's account.
Exit code 1 where there is no rule, one of that name has come, or --yes is missing; 3 where AWS refuses.

Examples:
  rolereach archive 22222222-dcba-4444-dcba-333333333333
  rolereach archive 22222222-dcba-4444-dcba-333333333333 --rule backup-vendor --role-name Resolution --yes`;

export function defineArchive(program: Command): void {
  const command = program
    .command('archive')
    .description('hide a finding of access that is meant: create an archive rule')
    .argument('<finding>', 'id of a finding of Access Analyzer')
    .option('--rule <name>', "the rule's name (default: rolereach- and the finding's id)")
    .option('--only-new', 'leave findings that are there as they are: hide only what is found from now on')
    .option('--and-others', 'also where the rule hides other findings')
    .option('--yes', 'create it; without, the rule is shown and nothing is changed');
  withAccountOptions(command)
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((finding: string, { json, store, yes, rule, onlyNew, andOthers, ...options }: ArchiveOptions) =>
      withGraph(store, async (graph, kept) => {
        const plan = await archivePlanOf(graph, finding, rule);
        const style = styleFor(process.stderr);
        for (const line of isArchiveRefusal(plan) ? refusalText(plan, style) : archiveText(plan, style)) note(line);
        if (isArchiveRefusal(plan)) return void (process.exitCode = EXIT.no);
        const [wanted, by] = [ruleOfPlan(plan, onlyNew ?? false), personHere()];
        await keepPlan(kept, { ...wanted, by, caller: null });
        const hidesMore = plan.others.length > 0 && !andOthers;
        if (!yes || hidesMore) {
          note(
            `Nothing is changed: ${hidesMore ? '--and-others with --yes hides those too.' : '--yes creates the rule.'}`,
          );
          process.exitCode = EXIT.no;
          return json ? writeJson(plan) : undefined;
        }
        const outcome = await carryOutRule(kept, wanted, by, await analyzerAccess(plan.analyzer, options));
        await tell(outcome, wanted.id, wanted.role, json);
      }),
    );
}
