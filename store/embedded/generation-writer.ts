import { join } from 'node:path';
import { catalogOf, topologyOf } from '../../core/graph/topology-of.ts';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import type { Generation, LoadOptions } from '../access-graph-store.ts';
import { evidenceTable } from '../evidence-table.ts';
import { syncFolder } from './files.ts';
import { keyIndex } from './key-index.ts';
import { RECORD_FILES, recordFileName, SECTIONS_FILE, type CatalogStrings, type HopRecord } from './layout.ts';
import { writeManifest } from './manifest.ts';
import { writeRecords } from './records.ts';
import { writeSections, type Numbers } from './sections.ts';

/** Writes a whole generation into a folder that is there and empty, and makes sure that it is on the disk. */
export async function writeGeneration(
  folder: string,
  graph: AccessGraph,
  generation: Generation,
  { onProgress, signal }: LoadOptions,
): Promise<void> {
  const records = recordsOf(graph);
  const total = RECORD_FILES.reduce((sum, file) => sum + records[file].count, 0);
  let done = 0;
  const files: Record<string, number> = {};
  const arrays: Record<string, Numbers> = arraysOf(graph);
  for (const file of RECORD_FILES) {
    const name = recordFileName(file);
    const { count, jsonOf } = records[file];
    const { index, bytes } = await writeRecords(join(folder, name), count, jsonOf, (written) => {
      signal?.throwIfAborted();
      done += written;
      onProgress?.({ step: `writing ${file}`, done, total });
    });
    files[name] = bytes;
    arrays[`${file}.offsets`] = index.offsets;
    arrays[`${file}.checksums`] = index.checksums;
  }
  signal?.throwIfAborted();
  const { sections, bytes } = await writeSections(join(folder, SECTIONS_FILE), arrays);
  files[SECTIONS_FILE] = bytes;
  await writeManifest(folder, { generation, files, sections });
  await syncFolder(folder);
}

interface Records {
  readonly count: number;
  readonly jsonOf: (position: number) => string;
}

function recordsOf({ principals, policies, hops }: AccessGraph): Record<(typeof RECORD_FILES)[number], Records> {
  const evidence = evidenceTable(hops);
  const hopJson = (position: number): string => {
    const { action, verdict, mechanism, conditions } = hops[position]!;
    const record: HopRecord = { action, verdict, mechanism, conditions, evidence: evidence.ofHop[position]! };
    return JSON.stringify(record);
  };
  return {
    principals: { count: principals.length, jsonOf: (position) => JSON.stringify(principals[position]) },
    policies: { count: policies.length, jsonOf: (position) => JSON.stringify(policies[position]) },
    hops: { count: hops.length, jsonOf: hopJson },
    evidence: { count: evidence.lists.length, jsonOf: (position) => evidence.lists[position]! },
  };
}

function arraysOf(graph: AccessGraph): Record<string, Numbers> {
  const { nodeCount: _, ...topology } = topologyOf(graph);
  const { ids, names, kinds, accountIds, inOrganization } = catalogOf(graph);
  const { organization, organizationalUnits, accounts: accountsOfStructure, diagnostics, policies } = graph;
  const accounts = [...new Set(accountIds)].filter((account) => account !== null);
  const accountPositions = new Map(accounts.map((account, position) => [account, position]));
  const strings: CatalogStrings = { ids, names, accounts };
  const { hashes, positions } = keyIndex(policies.map((policy) => policy.id));
  return {
    ...topology,
    kinds,
    inOrganization,
    accountPositions: Int32Array.from(accountIds, (account) =>
      account === null ? -1 : accountPositions.get(account)!,
    ),
    catalog: json(strings),
    structure: json({ organization, organizationalUnits, accounts: accountsOfStructure }),
    diagnostics: json(diagnostics),
    'policies.hashes': hashes,
    'policies.positions': positions,
  };
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
