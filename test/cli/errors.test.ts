import { CommanderError } from 'commander';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { report } from '../../cli/errors.ts';
import { UsageError } from '../../cli/exit.ts';
import { IngestError } from '../../ingest/index.ts';
import { StoreEmptyError } from '../../store/index.ts';

const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
afterEach(() => stderr.mockClear());
afterAll(() => stderr.mockRestore());

const said = (): string => stderr.mock.calls.map(([line]) => line).join('');

test.each([[new UsageError('no such thing')], [new StoreEmptyError('nothing in it')], [new IngestError('not a file')]])(
  '%s is said in its own words, with 2',
  (error) => {
    expect(report(error)).toBe(2);
    expect(said()).toBe(`rolereach: ${error.message}\n`);
  },
);

test('a fault of the program is never taken for an answer: 70, and where it is', () => {
  expect(report(new TypeError('x is undefined'))).toBe(70);
  expect(said()).toMatch(/^rolereach: TypeError: x is undefined\n +at .*errors\.test/);
});

test('what commander has said already is not said again', () => {
  expect(report(new CommanderError(1, 'commander.unknownOption', 'error: unknown option'))).toBe(2);
  expect(report(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toBe(0);
  expect(said()).toBe('');
});
