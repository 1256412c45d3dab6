import { afterAll, beforeAll, expect, test } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import { analyzer, withFindings } from '../../support/findings.ts';
import { account, role, roleArn, snapshot, trusts } from '../../support/organization.ts';
import { serving, type Serving } from '../support/serving.ts';

const [HOME, VENDOR] = ['111111111111', '999999999999'];
const DEPLOY = roleArn(HOME, 'Deploy');

let server: Serving;

beforeAll(async () => {
  const graph = derive(snapshot([account(HOME, { roles: [role(HOME, 'Deploy', trusts(VENDOR))] })]));
  const findings = [
    { id: 'f-1', role: '1/Deploy', principal: { AWS: VENDOR } },
    { id: 'f-2', role: '1/Deploy', error: 'ACCESS_DENIED' },
  ];
  server = await serving([withFindings(graph, { 1: [analyzer('1', findings)] })]);
});
afterAll(() => server.stop());

const PLAN = `refused why plan { id roleId fromId sid statement before after alreadyThere complete warnings lossCount
  hops { fromId action before { verdict } after { verdict conditions } } others { fromId } losses { sourceId targetId before after } }`;
const ask = (asked: string) => server.ask(`mutation { remediationPlan(${asked}) { ${PLAN} } }`);

test('a plan for a finding, and what it would change', async () => {
  const { data, errors } = await ask('finding: "f-1"');
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    remediationPlan: {
      refused: null,
      plan: {
        id: 'f-1',
        roleId: DEPLOY,
        fromId: `account:${VENDOR}`,
        sid: 'f1',
        before: JSON.stringify(trusts(VENDOR)),
        complete: true,
        hops: [{ action: 'sts:AssumeRole', before: { verdict: 'CONDITIONAL' }, after: { verdict: 'DENIED' } }],
        losses: [{ sourceId: `account:${VENDOR}`, targetId: DEPLOY, before: 'CONDITIONAL', after: null }],
        lossCount: 1,
      },
    },
  });
});

test('the same for a hop; no plan is an answer, with its reason', async () => {
  expect(await ask(`from: "account:${VENDOR}", to: "${DEPLOY}"`)).toMatchObject({
    data: { remediationPlan: { plan: { sid: expect.stringMatching(/^rolereach[0-9a-f]{24}$/) } } },
  });
  expect(await ask('finding: "f-2"')).toMatchObject({
    data: { remediationPlan: { plan: null, refused: 'ERROR_FINDING', why: expect.stringContaining('ACCESS_DENIED') } },
  });
});

test.each([
  ['nothing', 'quota: 100', 'BAD_INPUT'],
  ['half a hop', 'from: "x"', 'BAD_INPUT'],
  ['both', 'finding: "f-1", from: "x", to: "y"', 'BAD_INPUT'],
  ['an unknown finding', 'finding: "f-3"', 'NOT_FOUND'],
])('%s is refused', async (_, asked, code) => {
  expect((await ask(asked)).errors).toMatchObject([{ extensions: { code } }]);
});
