import type { Criterion, Finding } from '../../extras.ts';
import { commonError } from '../../protocol/error.ts';
import { asJson, asJsonList, omit, text, texts, type Json } from '../../protocol/json.ts';
import type { LiveAnalyzer } from '../../world/analyzers.ts';
import { CREATED } from '../../world/as-iam-gives.ts';
import { matchesFilter } from '../../world/finding-filter.ts';
import { required, type Context } from '../operation.ts';
import { analyzerByArn, analyzerPage, there } from './analyzer.ts';

export const listFindingsV2 = (context: Context): Json => listed(context, analyzerByArn(context), asSummary);

/** The details come in pages of their own. */
export function getFindingV2(context: Context): Json {
  const finding = findingOf(context, analyzerByArn(context));
  const { items, next } = analyzerPage(context, finding.findingDetails);
  return { ...asSummary(finding), findingDetails: asJsonList(items), nextToken: next };
}

export const listFindings = (context: Context): Json => listed(context, ofExternalAccess(context), asFirstVersion);

export const getFinding = (context: Context): Json => ({
  finding: asFirstVersion(findingOf(context, ofExternalAccess(context))),
});

/** Page "UpdateFindings": by ids, or all of one resource. */
export function updateFindings(context: Context): Json {
  const { call, parameters, world } = context;
  const status = required(context, 'status');
  const { findings } = analyzerByArn(context);
  const ids = texts(parameters, 'ids');
  const resource = text(parameters, 'resourceArn');
  if ((status !== 'ACTIVE' && status !== 'ARCHIVED') || (ids.length === 0 && resource === '')) {
    throw commonError(call.service, 'validation', 'Name a status, ACTIVE or ARCHIVED, and findings or a resource.');
  }
  for (const id of ids) {
    there(
      findings.find((finding) => finding.id === id),
      id,
    );
  }
  for (const finding of findings) {
    const meant = ids.includes(finding.id) || finding.resource === resource;
    if (!meant || finding.status === 'RESOLVED') continue;
    finding.status = status;
    finding.updatedAt = new Date(world.now()).toISOString();
  }
  return {};
}

function listed(context: Context, { findings }: LiveAnalyzer, as: (finding: Finding) => Json): Json {
  const filter = (context.parameters['filter'] ?? {}) as Readonly<Record<string, Criterion>>;
  const { items, next } = analyzerPage(
    context,
    findings.filter((finding) => matchesFilter(finding, filter)),
  );
  return { findings: items.map(as), nextToken: next };
}

function findingOf(context: Context, { findings }: LiveAnalyzer): Finding {
  const id = required(context, 'id');
  return there(
    findings.find((finding) => finding.id === id),
    id,
  );
}

/** The first version of the operations knows no other analyzers. */
function ofExternalAccess(context: Context): LiveAnalyzer {
  const analyzer = analyzerByArn(context);
  if (analyzer.type === 'ACCOUNT' || analyzer.type === 'ORGANIZATION') return analyzer;
  throw commonError(context.call.service, 'validation', 'Use the second version for analyzers of this type.');
}

const TIMES = { createdAt: CREATED, analyzedAt: CREATED, updatedAt: CREATED };

const asSummary = (finding: Finding): Json => ({ ...TIMES, ...omit(asJson(finding), ['findingDetails']) });

/** What is now in the details was once in the finding itself. */
function asFirstVersion(finding: Finding): Json {
  const { externalAccessDetails = {} } = finding.findingDetails[0] ?? {};
  return { condition: {}, ...omit(asSummary(finding), ['findingType']), ...asJson(externalAccessDetails) };
}
