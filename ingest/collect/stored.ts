import { BadAnswerError } from './failed-call.ts';

/** A part of an answer as a snapshot has it: times in ISO 8601, and no member that is undefined. */
export type Stored<Part> = Part extends Date
  ? string
  : Part extends readonly (infer Item)[]
    ? Stored<Item>[]
    : Part extends object
      ? { [Name in keyof Part]?: Stored<Exclude<Part[Name], undefined>> }
      : Part;

type With<Part, Name extends keyof Part> = Stored<Part> & {
  readonly [Member in Name]-?: Stored<NonNullable<Part[Member]>>;
};

/** @throws BadAnswerError where a member is missing that it cannot be without */
export function stored<Part extends object, Name extends keyof Part & string>(
  part: Part | undefined,
  ...needed: readonly Name[]
): With<Part, Name> {
  const missing = needed.find((name) => (part?.[name] ?? null) === null);
  if (part === undefined || missing !== undefined)
    throw new BadAnswerError(`An answer lacks ${missing ?? 'its content'}.`);
  return JSON.parse(JSON.stringify(part)) as With<Part, Name>;
}
