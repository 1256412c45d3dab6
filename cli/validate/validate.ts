import type { Command } from 'commander';
import { resolveRole } from '../../api/answers/index.ts';
import { FINDING_CLASSES } from '../../core/validate/checks.ts';
import type { PolicyType } from '../../core/validate/finding.ts';
import { checkPoliciesOf, saidByUs } from '../../resolve/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { findingsJson, findingsText, type CheckedSource } from '../output/findings.ts';
import { sarifOf } from '../output/sarif.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';
import { askAws, type LiveOptions } from './ask-aws.ts';
import { checkFiles, isFile, type OwnFindings } from './check-files.ts';
import { optionOf } from './class-option.ts';
import { pageOf } from './page.ts';

export interface ValidateOptions extends LiveOptions {
  readonly aws?: true;
  readonly type?: PolicyType;
  readonly failOn: string;
  readonly format: 'text' | 'json' | 'sarif';
  readonly json?: true;
  readonly explain?: string;
  readonly store: string;
}

/** Checks what is given and prints what it finds. @throws UsageError and what a store throws */
export async function validate(given: readonly string[], options: ValidateOptions, command: Command): Promise<void> {
  if (options.explain !== undefined) return writeLines([await pageOf(options.explain)]);
  if (given.length === 0) return command.error('error: name a FILE, - or a ROLE');
  const files = given.filter(isFile);
  const roles = given.filter((each) => !isFile(each));
  if (!options.aws && (options.compareWith ?? options.mustNotGrant) !== undefined)
    return command.error('error: --compare-with and --must-not-grant need --aws');
  const own = [...(await checkFiles(files, options.type ?? null)), ...(await checkRoles(roles, options.store))];
  const sources = await (options.aws ? askAws(own, options) : own.map(saidBySource));
  if (isFailed(sources, options.failOn)) process.exitCode = EXIT.no;
  if (options.format === 'sarif') return writeJson(sarifOf(sources));
  if (options.json || options.format === 'json') return writeJson(findingsJson(sources));
  await writeLines(findingsText(sources, styleFor(process.stdout)));
}

const saidBySource = ({ file, policies }: OwnFindings): CheckedSource => ({ file, policies: policies.map(saidByUs) });

const checkRoles = async (roles: readonly string[], store: string): Promise<OwnFindings[]> =>
  roles.length === 0
    ? []
    : withGraph(store, (graph) =>
        Promise.all(
          roles.map(async (reference) => {
            const [role] = await graph.reader.principals([resolveRole(graph, reference)]);
            return { file: null, policies: await checkPoliciesOf(role!, graph.structure, graph.reader) };
          }),
        ),
      );

function isFailed(sources: readonly CheckedSource[], failOn: string): boolean {
  const least = FINDING_CLASSES.findIndex((each) => optionOf(each) === failOn);
  return sources.some(({ policies }) =>
    policies.some(({ findings }) => findings.some((finding) => FINDING_CLASSES.indexOf(finding.class) <= least)),
  );
}
