import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readUsage, type ReadUsage } from '../../../ingest/usage/read-usage.ts';
import { RecordSplitter } from '../../../ingest/usage/record-splitter.ts';
import { assumes, type Event, identities, logOf, other } from '../../support/cloudtrail.ts';
import { type Files, folderWith } from '../support.ts';

const HOME = '222222222222';
const events: readonly Event[] = [
  assumes(identities.user(HOME, 'alice'), `arn:aws:iam::${HOME}:role/Deployer`),
  assumes(identities.service('ec2.amazonaws.com'), `arn:aws:iam::${HOME}:role/App "quoted" \\ {[`),
  other(HOME, '2026-11-02T00:00:00Z'),
];

const read = (files: Files, ...names: string[]): Promise<ReadUsage> => {
  const folder = folderWith(files);
  return readUsage((names.length > 0 ? names : ['.']).map((name) => path.join(folder, name)));
};

const problem = async (files: Files, ...names: string[]): Promise<string> => {
  const folder = folderWith(files);
  const paths = (names.length > 0 ? names : ['.']).map((name) => path.join(folder, name));
  return readUsage(paths).then(
    () => 'no error',
    (error: Error) => `${error.name}: ${error.message.replaceAll(folder + path.sep, '').replaceAll(folder, 'folder')}`,
  );
};

const lookup = {
  Events: events.map((event) => ({
    EventId: event['eventID'],
    EventName: event['eventName'],
    ReadOnly: 'true',
    CloudTrailEvent: JSON.stringify(event),
  })),
};
const bridge = events.map((detail) => ({ 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.sts', detail }));

describe('events are read from', () => {
  test.each<[string, string | Uint8Array, string?]>([
    ['a log file', JSON.stringify({ Records: events })],
    ['a log file with white space', JSON.stringify({ Records: events }, null, 2)],
    ['a gzipped log file', gzipSync(JSON.stringify({ Records: events })), 'log.json.gz'],
    ['JSON lines', events.map((event) => JSON.stringify(event)).join('\n'), 'log.jsonl'],
    ['gzipped JSON lines', gzipSync(events.map((event) => JSON.stringify(event)).join('\r\n')), 'log.jsonl.gz'],
    ['several log files in one', events.map((event) => JSON.stringify({ Records: [event] })).join('')],
    ['a list', JSON.stringify(events)],
    ['lookup-events', JSON.stringify(lookup, null, 4)],
    ['lookup-events whose list comes last', JSON.stringify({ NextToken: 'x [{', ...lookup })],
    ['what --query leaves of lookup-events', JSON.stringify(lookup.Events.map((each) => each.CloudTrailEvent))],
    ['EventBridge', JSON.stringify(bridge)],
    ['PowerShell, which writes UTF-16', Buffer.from(`\ufeff${JSON.stringify(lookup)}`, 'utf16le')],
  ])('%s', async (_, content, name = 'log.json') => {
    expect((await read({ [name]: content }, name)).usage).toEqual(logOf(...events));
  });
});

describe('a folder', () => {
  test('is read whole, with digests and other things left out', async () => {
    const folder = 'AWSLogs/222222222222';
    const { usage, skipped } = await read({
      [`${folder}/CloudTrail/a.json.gz`]: gzipSync(JSON.stringify({ Records: events.slice(0, 2) })),
      [`${folder}/CloudTrail/b.json.gz`]: gzipSync(JSON.stringify({ Records: events.slice(1) })),
      [`${folder}/CloudTrail/c.json`]: JSON.stringify({ Records: [] }),
      [`${folder}/CloudTrail-Digest/d.json.gz`]: gzipSync(JSON.stringify({ digestStartTime: 'x', logFiles: [] })),
      [`${folder}/notes.json`]: JSON.stringify({ UserDetailList: [] }),
      [`${folder}/big.json`]: JSON.stringify({ text: 'x'.repeat(9_000_000) }),
    });
    expect(usage).toEqual(logOf(...events));
    expect(skipped.map((file) => path.basename(file))).toEqual(['big.json', 'notes.json']);
  });

  test.each<[string, Files, string]>([
    ['without events', { 'a.json': '{"Records": []}' }, 'ImportError: folder: there is no event of CloudTrail here.'],
    ['without files', { 'a.txt': 'x' }, 'ImportError: folder: there is no event of CloudTrail here.'],
  ])('%s is refused', async (_, files, expected) => {
    expect(await problem(files)).toContain(expected);
  });
});

describe('a file is refused, by its record,', () => {
  const log = JSON.stringify({ Records: events });
  const gzipped = gzipSync(log);
  test.each<[string, string | Uint8Array, string]>([
    ['where it is cut off', log.slice(0, -40), 'the file is cut off in record 3'],
    [
      'where it is cut off between records',
      `${log.slice(0, log.indexOf('},{"eventVersion') + 2)}`,
      'cut off in record 2',
    ],
    ['where gzip is cut off', gzipped.subarray(0, -60), 'the file is cut off in record '],
    ['where gzip is damaged', Buffer.concat([gzipped.subarray(0, 40), Buffer.alloc(200, 7)]), 'is not gzipped as it'],
    ['where a record is no JSON', '{"Records": [{"eventName": nonsense}]}', 'record 1: not valid JSON'],
    ['where a later line is no JSON', `${JSON.stringify(events[0])}\nhello\n`, 'record 2: not valid JSON'],
    ['where it is no JSON at all', 'hello there', 'record 1: not valid JSON'],
    ['where a record is a number', '{"Records": [1]}', 'record 1: this is no event of CloudTrail'],
    ['where it is something else', '{"UserDetailList": []}', 'record 1: this is no event of CloudTrail'],
    ['where it is a digest', '{"digestStartTime": "x"}', 'record 1: this is a digest file'],
    ['where it is of CloudTrail Lake', '{"QueryResultRows": [[{"a": "b"}]]}', 'an answer of CloudTrail Lake'],
    ['where it is an export of CloudTrail Lake', '{"eventData": {}}', 'an export of CloudTrail Lake'],
    ['where it is empty', ' \n', 'the file is empty'],
    [
      'where an event has no time',
      JSON.stringify({ ...events[0], eventTime: 'soon' }),
      'record 1: eventTime is no time',
    ],
    [
      'where an event has an impossible time',
      JSON.stringify({ ...events[0], eventTime: '2026-13-40T99:00:00Z' }),
      'no time',
    ],
    [
      'where text is text of text',
      JSON.stringify([JSON.stringify(JSON.stringify(events[0]))]),
      'record 1: this is no event',
    ],
    [
      'where a record never ends',
      `{"Records": [{"a": "${'x'.repeat(9_000_000)}"}]}`,
      'record 1 is longer than any event',
    ],
    ['where it is nested without end', `[${'['.repeat(200_000)}${']'.repeat(200_000)}]`, 'log.json: record 1'],
  ])('%s', async (_, content, expected) => {
    const said = await problem({ 'log.json': content }, 'log.json');
    expect(said).toMatch(/^ImportError: log\.json: /);
    expect(said).toContain(expected);
  });

  test('also in a folder, once it has events', async () => {
    const said = await problem({ 'a.jsonl': `${JSON.stringify(events[0])}\n{"UserDetailList": []}` });
    expect(said).toContain('a.jsonl: record 2: this is no event of CloudTrail');
  });

  test('where there is no such file', async () => {
    expect(await problem({}, 'gone.json')).toBe('ImportError: gone.json: there is no such file or folder.');
  });
});

const split = (pieces: readonly string[]): [string[], boolean, string | null] => {
  const splitter = new RecordSplitter();
  const records = pieces.flatMap((piece) => [...splitter.push(piece)]);
  return [records, splitter.isOpen, splitter.end()];
};

test('a text comes out in the same records, wherever it is cut', () => {
  const text = fc.constantFrom(
    JSON.stringify({ Records: events }),
    JSON.stringify({ a: [1, { b: '"]' }], Events: events.map((event) => JSON.stringify(event)), Records: [2] }),
    events.map((event) => JSON.stringify(event, null, 1)).join('\n'),
    '[1, "x\\\\", {"a": [[]]}, null, "\\""]  "tail',
  );
  fc.assert(
    fc.property(text, fc.array(fc.nat(3000), { maxLength: 12 }), (whole, cuts) => {
      const places = [0, ...cuts.map((cut) => cut % whole.length).toSorted((a, b) => a - b), whole.length];
      const pieces = places.slice(1).map((end, index) => whole.slice(places[index], end));
      expect(split(pieces)).toEqual(split([whole]));
    }),
  );
});

test('the sum is the same in whichever files the events are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }), async (placed) => {
      const files = Object.fromEntries(
        [0, 1, 2].map((file) => [
          `${file}.json`,
          JSON.stringify({ Records: events.filter((__, index) => placed[index] === file) }),
        ]),
      );
      expect((await read(files)).usage).toEqual(logOf(...events));
    }),
    { numRuns: 12 },
  );
});
