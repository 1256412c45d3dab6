import { readFileSync } from 'node:fs';

export interface Instruction {
  readonly keyword: string;
  readonly argument: string;
}

/** The instructions of each stage of the Dockerfile, the image itself last. */
export const stages: readonly (readonly Instruction[])[] = readFileSync(
  new URL('../../Dockerfile', import.meta.url),
  'utf8',
)
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

export const image = stages.at(-1)!;

/** The arguments of every instruction of a kind. */
export const all = (keyword: string, stage: readonly Instruction[] = image): string[] =>
  stage.filter((instruction) => instruction.keyword === keyword).map(({ argument }) => argument);

/** A command in its list form. */
export const command = (keyword: 'ENTRYPOINT' | 'CMD'): string[] => JSON.parse(all(keyword)[0]!) as string[];

/** What the image runs to see whether it is well. */
export const healthcheck = (): string[] => JSON.parse(all('HEALTHCHECK')[0]!.split('CMD ')[1]!) as string[];
