import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import { accountId } from '../../core/model/id.ts';
import type { AuthorizationDetails, Snapshot } from '../../core/model/snapshot.ts';
import { importFiles } from '../../ingest/index.ts';
import type { AccountRecords } from '../../ingest/import/account-records.ts';
import { redact } from '../../ingest/redact/redact.ts';
import type { SnapshotContent } from '../../ingest/snapshot/write-snapshot.ts';
import { anyCase } from '../oracle/generate.ts';
import { snapshotOf } from '../policy-cases/read-cases.ts';
import { SAMPLE } from '../sample/support.ts';
import { identityCenter, permissionSetRole, roleNameOf } from '../support/identity-center.ts';
import {
  account,
  document,
  mayAssume,
  organization,
  role,
  ROOT,
  snapshot,
  trusts,
  user,
} from '../support/organization.ts';

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;

const contentOf = ({ organization: tree, identityCenters = [], accounts }: Snapshot): SnapshotContent => ({
  sources: ['/srv/someone'],
  organization: tree,
  identityCenters,
  accounts: Array.from(accounts, ({ accountId: id, details }): AccountRecords => {
    const lists = LISTS.map((name) => [name, details[name].map((entity) => JSON.stringify(entity))]);
    return { accountId: id, lists: Object.fromEntries(lists) as AccountRecords['lists'] };
  }),
});

const snapshotFrom = ({ organization: tree, identityCenters = [], accounts }: SnapshotContent): Snapshot => ({
  organization: tree,
  identityCenters,
  accounts: Array.from(accounts, ({ accountId: id, lists }) => {
    const parsed = LISTS.map((name) => [name, lists[name].map((json): unknown => JSON.parse(json))]);
    return { accountId: accountId(id), details: Object.fromEntries(parsed) as unknown as AuthorizationDetails };
  }),
});

/** What stays of a graph when nobody has a name: a line for each hop class and diagnostic, sorted. */
const shapeOf = ({ hops, sets, principals, diagnostics, uncertainHops }: AccessGraph): readonly string[] => {
  const members = (set: number): string =>
    Array.from(sets[set]!, (at) => principals[at]!.kind)
      .toSorted()
      .join();
  const hopLines = hops.map(({ sources, targets, action, verdict, mechanism, conditions, evidence, notes }) => {
    const sides = evidence.map(({ side, statement, effect }) => `${side} ${statement} ${effect}`).toSorted();
    const details = [action, verdict, mechanism, conditions.length, sides.join('; '), notes.length];
    return `${members(sources)} → ${members(targets)} ${details.join(' ')}`;
  });
  return [
    ...hopLines,
    ...diagnostics.map(({ code, severity }) => `${code} ${severity}`),
    ...uncertainHops.map(
      ({ sources, targets }) => `${sources === null ? 'anyone' : members(sources)} ?> ${members(targets)}`,
    ),
  ].toSorted();
};

const redacted = (input: Snapshot): Snapshot => snapshotFrom(redact(contentOf(input), 'a secret'));

const A = '111122223333';
const B = '444455556666';

describe('a redacted snapshot', () => {
  it('derives the same graph but for names, on generated organizations', () => {
    fc.assert(
      fc.property(anyCase, (generated) => {
        const input = snapshotOf(generated);
        expect(shapeOf(derive(redacted(input)))).toEqual(shapeOf(derive(input)));
      }),
      { numRuns: 60 },
    );
  });

  it('derives the same graph but for names, on the sample organization', async () => {
    const from = [`${SAMPLE}authorization-details`];
    const imported = await importFiles({ from, organization: `${SAMPLE}organization.json` });
    const input = snapshotFrom({ sources: from, ...imported });
    expect(shapeOf(derive(redacted(input)))).toEqual(shapeOf(derive(input)));
  });

  const pattern = fc
    .array(fc.constantFrom('dep', 'loy', 'deploy', 'Deploy', 'er', 'prod', '-', '_', '7', '*', '?', 'x'), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => parts.join(''))
    // What may come out otherwise, as the decision on redaction says.
    .filter((text) => !/[*?]\?|\?[*?]|[^a-z*?]{5}/i.test(text));

  it('keeps what patterns match', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          pattern.filter((name) => !/[*?]/.test(name)),
          { minLength: 1, maxLength: 8 },
        ),
        fc.array(pattern, { maxLength: 6 }),
        (names, patterns) => {
          const users = patterns.map((each, at) =>
            user(A, `u${at}`, { inline: { own: mayAssume(`arn:aws:iam::${A}:role/${each}`) } }),
          );
          const roles = names.map((name) => role(A, name, trusts(`arn:aws:iam::${A}:root`)));
          const input = snapshot([account(A, { users, roles })]);
          expect(shapeOf(derive(redacted(input)))).toEqual(shapeOf(derive(input)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    '*AWSReservedSSO_Admin_*',
    'aws-reserved/*/AWSReservedSSO_Adm*',
    'aws-reserved/sso.amazonaws.com/eu-west-1/*',
  ])('keeps that %s is about a role of Identity Center', (name) => {
    const assume = mayAssume(`arn:aws:iam::${A}:role/${name}`);
    const admin = { ...permissionSetRole(A, 'Admin'), AssumeRolePolicyDocument: trusts(`arn:aws:iam::${A}:root`) };
    const input = snapshot([account(A, { users: [user(A, 'ann', { inline: { assume } })], roles: [admin] })]);
    expect(shapeOf(derive(redacted(input)))).toEqual(shapeOf(derive(input)));
    expect(shapeOf(derive(input))).toHaveLength(1);
  });

  it('has nothing of what people wrote', () => {
    const words = [
      'Zebra',
      'walrus',
      'Giraffe',
      'ocelot',
      'panther',
      'Marmot',
      'badger',
      'Lynx',
      'otter',
      'puma',
      'runner',
      'ada.bee',
    ];
    const secret = {
      ...snapshot([
        account(A, {
          users: [user(A, 'Zebra.walrus@Giraffe.example', { path: '/ocelot/', tags: { panther: 'Marmot' } })],
          roles: [
            {
              ...role(
                A,
                'badger-Lynx',
                document({
                  Sid: 'otter',
                  Effect: 'Allow',
                  Principal: { AWS: `arn:aws:sts::${A}:assumed-role/${roleNameOf('Lynx')}/puma` },
                  Action: 'sts:AssumeRole',
                  Condition: {
                    StringLike: {
                      'aws:PrincipalTag/panther': ['Mar*', '${aws:RequestTag/otter}'],
                      'sts:ExternalId': 'ocelot',
                    },
                  },
                }),
              ),
              Description: 'puma',
            },
            role(A, 'broken', 'walrus {'),
            // Names that look like a region and like hexadecimal digits.
            role(A, 'at-runner-2', trusts(`arn:aws:iam::${A}:user/ada.bee`)),
            permissionSetRole(A, 'Lynx'),
          ],
          managed: {
            [`arn:aws:iam::${A}:policy/badger`]: document({
              Sid: 'otter',
              Effect: 'Allow',
              Action: '*',
              Resource: '*',
              Puma: 'ocelot',
            }),
          },
        }),
      ]),
      organization: organization({ management: B, accounts: { [A]: ROOT, [B]: ROOT } }),
      identityCenters: [
        identityCenter({
          permissionSets: ['Lynx'],
          users: { 'u-otter': 'puma' },
          groups: {},
          assignments: [`${A} Lynx u-otter`],
        }),
      ],
    };
    const { accounts, ...others } = redact(contentOf(secret), 'a secret');
    const text = JSON.stringify([...accounts, others]).toLowerCase();
    expect([...words, A, B, '/srv/someone'].filter((word) => text.includes(word.toLowerCase()))).toEqual([]);
    expect(text).toContain('awsreservedsso_');
    expect(shapeOf(derive(redacted(secret)))).toEqual(shapeOf(derive(secret)));
  });

  it('is another for another secret, and the same for the same', () => {
    const input = contentOf(snapshot([account(A, { users: [user(A, 'zebra')] })]));
    const texts = ['one', 'one', 'two'].map((secret) => JSON.stringify([...redact(input, secret).accounts]));
    expect([texts[0] === texts[1], texts[0] === texts[2]]).toEqual([true, false]);
  });
});
