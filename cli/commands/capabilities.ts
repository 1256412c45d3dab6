import type { Command } from 'commander';
import { capabilities, capabilitiesJson } from '../../api/answers/index.ts';
import { withGraph } from '../graph.ts';
import { jsonOption, storeOption } from '../options.ts';
import { capabilitiesText } from '../output/capabilities-text.ts';
import { namesOf } from '../output/names.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';

interface CapabilitiesOptions {
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
Of each action of STS, whether the identity policies, the boundary and the SCPs of the principal let it call it, on which
resources and under which conditions; and which need no permission at all. What roles it can assume in the end, with their
trust policies taken in, says \`rolereach access-summary\`.

Examples:
  rolereach capabilities 111122223333/alice
  rolereach capabilities 111122223333/Deployer --json | jq '.capabilities[] | select(.verdict != "DENIED")'`;

export function defineCapabilities(program: Command): void {
  program
    .command('capabilities')
    .description('what a user or role may do with STS, as far as its own policies have a say')
    .argument('<principal>', 'user, role or session: ARN, node id or ACCOUNT/NAME')
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((reference: string, { json, store }: CapabilitiesOptions) =>
      withGraph(store, async (graph) => {
        const answer = capabilitiesJson(graph, await capabilities(graph, reference));
        if (json) return writeJson(answer);
        await writeLines(capabilitiesText(answer, namesOf(graph), styleFor(process.stdout)));
      }),
    );
}
