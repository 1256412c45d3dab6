import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What the Dockerfile promises, read from its instructions. */

interface Instruction {
  readonly keyword: string;
  readonly argument: string;
}

const stages = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): Instruction => {
    const [keyword, ...argument] = line.split(' ');
    return { keyword: keyword!, argument: argument.join(' ').trim() };
  })
  .reduce<Instruction[][]>((found, instruction) => {
    if (instruction.keyword === 'FROM') found.push([]);
    found.at(-1)!.push(instruction);
    return found;
  }, []);

const image = stages.at(-1)!;
const all = (keyword: string, stage: readonly Instruction[] = image) =>
  stage.filter((instruction) => instruction.keyword === keyword).map(({ argument }) => argument);

test('every stage starts from one pinned release of Node 20', () => {
  const bases = stages.map((stage) => stage[0]!.argument.split(' ')[0]);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^node:20\.\d+\.\d+-[a-z]+-slim$/);
});

test('the image runs as a user that is not root, and checks its health', () => {
  expect(all('USER')).toEqual(['node']);
  expect(all('HEALTHCHECK')[0]).toContain('CMD');
});

test('the image holds the dependencies of production only', () => {
  const from = all('COPY').find((argument) => argument.includes('node_modules'))!;
  const stage = stages.find((candidate) => candidate[0]!.argument.endsWith(`AS ${/--from=(\w+)/.exec(from)![1]}`))!;
  expect(all('RUN', stage).join()).toContain('npm ci --omit=dev');
});

test('it serves on every interface of the container, where the server asks for a token', () => {
  expect(JSON.parse(all('ENTRYPOINT')[0]!)).toEqual(['node', '/app/bin/rolereach.mjs']);
  expect(JSON.parse(all('CMD')[0]!)).toEqual(['serve', '--host', '0.0.0.0']);
});
