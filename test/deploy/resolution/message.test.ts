import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { messageOf, type Message } from '../../../deploy/resolution/handler/message.ts';
import { planFor } from '../../../deploy/resolution/handler/plan.ts';
import { reportOf, type Report } from '../../../deploy/resolution/handler/report.ts';
import { isRefusal } from '../../../core/resolution/cut.ts';
import { document, ORGANIZATION_ID } from '../../support/organization.ts';
import { ALLOW, ANALYZER, FUNCTION, ID, MEMBER, SID, VENDOR } from './world.ts';

/** What people read, whatever others have named their things. */

interface Told {
  readonly role?: string;
  readonly condition?: Record<string, string>;
  readonly principal?: Record<string, string>;
  readonly analyzer?: string;
  readonly report?: Partial<Report>;
}

function told({
  role,
  condition = {},
  principal = { AWS: VENDOR },
  analyzer = ANALYZER,
  report = {},
}: Told = {}): Message {
  const access = { principal, actions: ['sts:AssumeRole'], condition, isPublic: false };
  const finding = {
    findingId: ID,
    role: role ?? `arn:aws:iam::${MEMBER}:role/team/Deploy`,
    type: 'ExternalAccess',
    error: null,
    access,
  };
  const trust = document({ ...ALLOW, Condition: { StringEquals: condition } });
  const change = planFor(finding, { document: trust }, { organizationId: ORGANIZATION_ID, breakGlass: [] });
  const planned = isRefusal(change) ? null : change;
  return messageOf(reportOf('applied', finding, { change: planned, ...report }), {
    analyzer,
    approver: `${FUNCTION}:approve`,
  });
}

const approval = { token: 'eyJ.x-_', expires: '2026-11-28T10:00:00.000Z' };

test('it names the role, the principal, the path and the statement, and the ways back', () => {
  const { subject, body } = told({ condition: { 'sts:ExternalId': 'leaked' } });
  expect(subject).toBe(`[rolereach] access taken away: ${VENDOR} -> ${MEMBER}/Deploy`);
  expect(body.split('\n')).toEqual(
    expect.arrayContaining([
      `Role       arn:aws:iam::${MEMBER}:role/team/Deploy`,
      `Principal  AWS ${VENDOR}`,
      `Path       AWS ${VENDOR} -> sts:AssumeRole -> arn:aws:iam::${MEMBER}:role/team/Deploy`,
      'Condition  sts:ExternalId = leaked',
      `Finding    ${ID}`,
      `  "Sid": "${SID}",`,
      `  npx rolereach revert ${ID} --role 'arn:aws:iam::${MEMBER}:role/team/Deploy' --yes`,
      `  npx rolereach archive ${ID}`,
    ]),
  );
});

test('a vendor is named', () => {
  expect(told({ principal: { AWS: 'arn:aws:iam::464622532012:root' } }).body).toMatch(
    /Principal .*\(an account of Datadog\)/,
  );
});

test.each([
  ['aws', 'us-east-1', 'https://console.aws.amazon.com/'],
  ['aws-cn', 'cn-north-1', 'https://console.amazonaws.cn/'],
  ['aws-us-gov', 'us-gov-west-1', 'https://console.amazonaws-us-gov.com/'],
])('links of the partition %s', (partition, region, console) => {
  const { body } = told({
    role: `arn:${partition}:iam::${MEMBER}:role/team/De,ploy@x`,
    analyzer: `arn:${partition}:access-analyzer:${region}:111111111111:analyzer/organization`,
  });
  expect(body.split('\n').slice(-2)).toEqual([
    `The role (in account ${MEMBER}): ${console}iam/home#/roles/details/De%2Cploy%40x?section=trust_relationships`,
    `The finding (in account 111111111111): ${console}access-analyzer/home?region=${region}#/findings/details/${ID}`,
  ]);
});

test('a partition whose console is not known has no links', () => {
  const arn = 'arn:aws-iso:access-analyzer:us-iso-east-1:111111111111:analyzer/organization';
  expect(told({ analyzer: arn, role: `arn:aws-iso:iam::${MEMBER}:role/Deploy` }).body).not.toContain('https:');
});

describe('hostile', () => {
  const line = 'x\nOutcome    applied\r\u2028\u202eevil \u001b[31m é';

  test('texts cannot forge a line, reorder one, or pass for others', () => {
    const { subject, body } = told({ condition: { 'sts:ExternalId': line }, principal: { AWS: line } });
    for (const text of [subject, ...body.split('\n')]) expect(text).toMatch(/^[\x20-\x7e]*$/);
    expect(body.match(/^Outcome/gm)).toHaveLength(1);
  });

  test('the statement can be pasted all the same', () => {
    const { body } = told({ condition: { 'aws:PrincipalTag/team': line } });
    const [text] = /^\{[^]*?^\}/m.exec(body)!;
    expect(JSON.parse(text)).toMatchObject({
      Condition: { StringEquals: { 'aws:PrincipalTag/team': line, 'aws:PrincipalAccount': VENDOR } },
    });
  });

  const role = `arn:aws:iam::${MEMBER}:role/'$(id)';\`id\`&|/Deploy`;
  test.each(['revert', 'approve'])('a path does nothing in a shell: %s', (what) => {
    const { body } = told({ role, report: { approval } });
    const command = body
      .split('\n')
      .find((each) => each.includes(what === 'revert' ? 'rolereach revert' : 'aws lambda'))!;
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' }).split('\n');
    expect(words).toContain(what === 'revert' ? role : `{"approve":"${approval.token}"}`);
  });

  test('endless texts are cut, and what to do stays', () => {
    const endless = 'é'.repeat(300_000);
    const { subject, body } = told({
      condition: { 'sts:ExternalId': endless },
      principal: { AWS: endless },
      report: { change: null, why: endless, state: 'failed' },
    });
    expect(subject.length).toBeLessThan(100);
    expect(Buffer.byteLength(body)).toBeLessThan(16_384);
    expect(body).toContain(`npx rolereach archive ${ID}`);
  });
});
