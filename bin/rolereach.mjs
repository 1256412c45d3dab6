#!/usr/bin/env node
import { existsSync } from 'node:fs';

const REQUIRED = 20;
const main = new URL('../dist/command/main.js', import.meta.url);

if (Number(process.versions.node.split('.')[0]) < REQUIRED) {
  process.stderr.write(`rolereach needs Node.js ${REQUIRED} or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else if (existsSync(main)) {
  process.env.NODE_ENV ??= 'production'; // without it graphql spends longer on each type it asks about
  await import(main);
} else {
  process.stderr.write('rolereach is not built yet: run `npm run build` in its folder.\n');
  process.exitCode = 2;
}
