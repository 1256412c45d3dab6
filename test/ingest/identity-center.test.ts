import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { finish } from '../../core/derive/in-step.ts';
import { importFiles, openSnapshot, stageSnapshot } from '../../ingest/index.ts';
import { identityCenter, INSTANCE, permissionSetRole } from '../support/identity-center.ts';
import { account } from '../support/organization.ts';
import { folderWith, importError } from './support.ts';

const A = '111122223333';
const DETAILS = JSON.stringify(account(A, { roles: [permissionSetRole(A, 'Admin')] }).details);
const CENTER = identityCenter({
  permissionSets: ['Admin'],
  users: { 'u-ann': 'ann' },
  assignments: [`${A} Admin u-ann`],
});
const json = JSON.stringify(CENTER);

/** Imports what the folder holds, and again from the snapshot that comes of it. */
async function importTwice(files: Readonly<Record<string, string>>) {
  const folder = folderWith(files);
  const [first, second] = [path.join(folder, 'first'), path.join(folder, 'second')];
  finish(stageSnapshot(first, { sources: [], ...(await importFiles({ from: [folder] })) })).commit();
  finish(stageSnapshot(second, { sources: [], ...(await importFiles({ from: [first] })) })).commit();
  return [openSnapshot(first).identityCenters, openSnapshot(second).identityCenters];
}

describe('a file of Identity Center', () => {
  it.each([
    ['one instance', json],
    ['a list of instances', `[${json}]`],
  ])('with %s is known in a folder, kept, and read again from the snapshot', async (_, content) => {
    const both = await importTwice({ 'details.json': DETAILS, 'identity-center.json': content });
    expect(both).toEqual([[CENTER], [CENTER]]);
  });

  it('may leave out what the CLI does', async () => {
    const { PermissionSetArn, Name } = CENTER.PermissionSets[0]!;
    const lean = JSON.stringify({ ...CENTER, PermissionSets: [{ PermissionSetArn, Name }] });
    expect(await importTwice({ 'details.json': DETAILS, 'sso.json': lean })).toEqual([[CENTER], [CENTER]]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a shape that is none',
      { 'i.json': JSON.stringify({ ...CENTER, Assignments: [{ ...CENTER.Assignments[0], PrincipalType: 'ROLE' }] }) },
      /^ImportError: i\.json: \$\.Assignments\[0\]\.PrincipalType: expected USER or GROUP, found "ROLE"\./,
    ],
    [
      'one instance twice, differently',
      { 'i.json': json, 'j.json': JSON.stringify({ ...CENTER, Users: [] }) },
      new RegExp(`^ImportError: j\\.json: ${INSTANCE} is not as it stands in i\\.json\\.`),
    ],
  ])('is refused for %s', async (_, files, message) => {
    expect(await importError({ 'details.json': DETAILS, ...files }, ['.'])).toMatch(message);
  });
});
