import { InvalidArgumentError, Option, type Command } from 'commander';

/** A whole number within bounds, for `argParser`. */
export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`It is a whole number, ${range}.`);
  };

/** Name of the environment variable that stands for an option: `--max-hops` is `ROLEREACH_MAX_HOPS`. */
const environmentName = (option: Option): string => `ROLEREACH_${option.name().replaceAll('-', '_').toUpperCase()}`;

const MEANS_NO = new Set(['', '0', 'false', 'no']);

/** Lets every option of the command and of its subcommands be given in the environment too. */
export function readEnvironment(command: Command): void {
  for (const option of command.options) {
    const name = environmentName(option);
    const switchedOff = option.isBoolean() && MEANS_NO.has((process.env[name] ?? '').toLowerCase());
    if (option.long !== '--version' && !switchedOff) option.env(name);
  }
  for (const subcommand of command.commands) readEnvironment(subcommand);
}

export const storeOption = (): Option =>
  new Option(
    '--store <url>',
    'embedded:DIR, or neo4j://, bolt://, neo4j+s:// with NEO4J_USERNAME and NEO4J_PASSWORD',
  ).default('embedded:.rolereach');

export const jsonOption = (): Option => new Option('--json', 'print one JSON value');
