import { afterAll, beforeAll, expect, test } from 'vitest';
import { rolereach } from '../../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/embedded.ts';
import { EXTERNAL_ID, ID, MEMBER_ROLE, Stage, VENDOR } from './world.ts';

/** The drill: a finding, a plan, an approval; the hop is gone from the graph; a person reverts it, and it is back. */

let stage: Stage;
let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
  stage = await Stage.set({ settings: { ROLEREACH_MODE: 'approve' } });
});
afterAll(async () => {
  await stage.leave();
  await folder.remove();
});

const run = (...args: string[]) => rolereach(args, { cwd: folder.path, environment: stage.stub.environment });
const ENTER = ['--role-name', MEMBER_ROLE, '--external-id', EXTERNAL_ID];

/** Whether the graph has the hop, collected anew. */
async function hop(): Promise<boolean> {
  const { code, stderr } = await run('ingest', '--aws', ...ENTER, '--regions', 'us-east-1', '--last-accessed', 'none');
  if (code !== 0) throw new Error(stderr);
  return (await run('explain', `account:${VENDOR}`, stage.role)).code === 0;
}

test('finding, plan, approval, and the way back', async () => {
  expect(await hop()).toBe(true);
  await stage.call();
  expect(await hop()).toBe(true);
  const [, token] = /"approve":"([^"]+)"/.exec(stage.messages[0]!.body)!;
  expect(await stage.approve(token!)).toMatchObject({ state: 'applied' });
  expect(await hop()).toBe(false);

  const [, command] = /npx rolereach (revert .*)/.exec(stage.messages[1]!.body)!;
  expect(command).toContain(ID);
  const { code, stderr } = await run(...command!.replaceAll("'", '').split(' '), ...ENTER);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(await hop()).toBe(true);
});
