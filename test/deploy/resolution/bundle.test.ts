import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { temporaryFolder, type TemporaryFolder } from '../../support/embedded.ts';
import { FUNCTION, SETTINGS, SID, Stage } from './world.ts';
import { template } from './template.ts';

/** The file that Lambda runs, built as `npm run build` builds it. */

const configFile = fileURLToPath(new URL('../../../deploy/resolution/vite.config.ts', import.meta.url));
const buildInto = async (outDir: string): Promise<Rolldown.RolldownOutput> => {
  const [built] = [await build({ configFile, logLevel: 'warn', build: { outDir } })].flat();
  return built as Rolldown.RolldownOutput;
};

let folder: TemporaryFolder;
let built: Rolldown.RolldownOutput;
let stage: Stage;
beforeAll(async () => {
  folder = await temporaryFolder();
  built = await buildInto(join(folder.path, 'first'));
  stage = await Stage.set();
});
afterAll(async () => {
  await stage.leave();
  await folder.remove();
});

interface Handler {
  handler(event: unknown, context: object): Promise<unknown>;
}

test('is one file, which needs nothing but Node', () => {
  const [chunk, ...others] = built.output;
  expect(others).toEqual([]);
  const imported = [...chunk.imports, ...chunk.dynamicImports];
  expect(imported.length).toBeGreaterThan(5);
  expect(imported.filter((name) => !name.startsWith('node:') && name !== chunk.fileName)).toEqual([]);
});

test('is the same each time', async () => {
  await buildInto(join(folder.path, 'second'));
  const [first, second] = await Promise.all(
    ['first', 'second'].map((each) => readFile(join(folder.path, each, 'handler.mjs'), 'utf8')),
  );
  expect(first === second).toBe(true);
});

test('handles an event as Lambda calls it, and logs lines of JSON', async () => {
  for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value);
  const lines: string[] = [];
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const file = join(folder.path, 'first/handler.mjs');
  const { handler } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Handler;
  const context = { invokedFunctionArn: FUNCTION, awsRequestId: 'request' };
  const answer = await handler(stage.event(), context).finally(() => written.mockRestore());
  expect(answer).toMatchObject({ state: 'applied', role: stage.role });
  expect(await stage.statements()).toContainEqual(expect.objectContaining({ Sid: SID, Effect: 'Deny' }));
  expect(lines.map((line) => (JSON.parse(line) as { state: string }).state)).toEqual(['started', 'applied']);
});

test('is where the template looks for it, by the name that it has', () => {
  const { Code, Handler, Runtime } = template('function.yaml').properties('Function');
  expect({ Code, Handler, Runtime }).toEqual({
    Code: '../../dist/resolution',
    Handler: 'handler.handler',
    Runtime: 'nodejs24.x',
  });
});
