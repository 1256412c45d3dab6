import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sampleFiles } from './files.ts';

/** Writes the files of the sample organization into the folder that is given. */
const folder = process.argv[2]!;
for (const [name, content] of sampleFiles()) {
  mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}
