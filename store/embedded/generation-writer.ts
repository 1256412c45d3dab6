import { join } from 'node:path';
import type { CompactGraph } from '../../core/graph/compact-graph.ts';
import type { Generation, LoadOptions } from '../access-graph-store.ts';
import { RECORD_KINDS, type Numbers } from '../parts/layout.ts';
import { arraysOf, recordsOf } from '../parts/parts-of.ts';
import { syncFolder } from './files.ts';
import { recordFileName, SECTIONS_FILE, writeManifest } from './manifest.ts';
import { writeRecords } from './records.ts';
import { writeSections } from './sections.ts';

/** Writes a whole generation into a folder that is there and empty, and makes sure that it is on the disk. */
export async function writeGeneration(
  folder: string,
  graph: CompactGraph,
  generation: Generation,
  { onProgress, signal }: LoadOptions,
): Promise<void> {
  const records = recordsOf(graph);
  const total = RECORD_KINDS.reduce((sum, kind) => sum + records[kind].length, 0);
  let done = 0;
  const files: Record<string, number> = {};
  const arrays: Record<string, Numbers> = arraysOf(graph);
  for (const kind of RECORD_KINDS) {
    const name = recordFileName(kind);
    const { index, bytes } = await writeRecords(join(folder, name), records[kind], (written) => {
      signal?.throwIfAborted();
      done += written;
      onProgress?.({ step: `writing ${kind}`, done, total });
    });
    files[name] = bytes;
    arrays[`${kind}.offsets`] = index.offsets;
    arrays[`${kind}.checksums`] = index.checksums;
  }
  signal?.throwIfAborted();
  const { sections, bytes } = await writeSections(join(folder, SECTIONS_FILE), arrays);
  files[SECTIONS_FILE] = bytes;
  await writeManifest(folder, { generation, files, sections });
  await syncFolder(folder);
}
