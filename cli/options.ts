import { Command, InvalidArgumentError, Option } from 'commander';

/** A command of which every option may also stand in the environment: `--max-hops` as `ROLEREACH_MAX_HOPS`. */
export class CommandWithEnvironment extends Command {
  override createCommand(name?: string): Command {
    return new CommandWithEnvironment(name);
  }

  override addOption(option: Option): this {
    const name = `ROLEREACH_${option.name().replaceAll('-', '_').toUpperCase()}`;
    const switchedOff = option.isBoolean() && MEANS_NO.has((process.env[name] ?? '').toLowerCase());
    return super.addOption(switchedOff ? option : option.env(name));
  }
}

const MEANS_NO = new Set(['', '0', 'false', 'no']);

/** A whole number within bounds, for `argParser`. */
export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`It is a whole number, ${range}.`);
  };

/** Relative to which something is outside. */
export const zoneOption = (): Option =>
  new Option(
    '--zone <accounts...>',
    'the zone of trust: accounts and organizational units, by id or name (default: the organization)',
  );

export const storeOption = (): Option =>
  new Option(
    '--store <url>',
    'embedded:DIR, or neo4j://, bolt://, neo4j+s:// with NEO4J_USERNAME and NEO4J_PASSWORD in the environment',
  ).default('embedded:.rolereach');

export const snapshotOption = (): Option =>
  new Option('--snapshot <dir>', 'where what was read is kept (default: in the folder of the embedded store)');

export const jsonOption = (): Option => new Option('--json', 'print one JSON value');

/** Of a text; JSON is never cut. */
export const limitOption = (): Option =>
  new Option('--limit <number>', 'most rows of the text').argParser(wholeNumber(0)).default(100);

export const portOption = (): Option =>
  new Option('--port <number>', 'port of the server; 0 for any that is free')
    .argParser(wholeNumber(0, 65_535))
    .default(4000);

export const ANSWER_FORMATS = ['text', 'json', 'jsonl'] as const;
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** `--format`, of which `--json` is short for one. */
export const formatOption = (): Option =>
  new Option('--format <format>', 'how to print the answer').choices(ANSWER_FORMATS).default('text');

/** What commands that print an answer have in common. */
export interface AnswerOptions {
  readonly limit: number;
  readonly format: AnswerFormat;
  readonly json?: true;
  readonly store: string;
}

export const formatOf = ({ format, json }: { format: AnswerFormat; json?: true }): AnswerFormat =>
  json ? 'json' : format;

export const hostOption = (): Option => new Option('--host <address>', 'address of the server').default('127.0.0.1');

export const tokenOption = (): Option => new Option('--token <text>', 'what clients must present');
