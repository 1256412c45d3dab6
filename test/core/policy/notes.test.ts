import { expect, test } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import { account, document, role, snapshot, user, userArn } from '../../support/organization.ts';

const A = '111122223333';
const allow = (Action: string, Condition: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: userArn(A, 'ann') },
  Action,
  Condition,
});
const withTag = allow('sts:AssumeRole', { StringEquals: { 'aws:RequestTag/team': 'red' } });
const withIdentity = allow('sts:AssumeRole', { StringEquals: { 'sts:SourceIdentity': 'ann' } });

/** What is noted of ann's hop, where the trust policy has these statements. */
function notesWith(...statements: object[]): readonly string[] {
  const trust = document(...statements.map((each) => ({ ...each })));
  const graph = derive(snapshot([account(A, { users: [user(A, 'ann')], roles: [role(A, 'R', trust)] })]));
  return graph.hops.flatMap(({ notes }) => notes);
}

const NO_TAGS = /lets nobody pass session tags/;
const NO_IDENTITY = /lets nobody set a source identity/;

test.each([
  ['tags that nobody may pass', [withTag], [NO_TAGS]],
  ['tags that another statement lets pass', [withTag, allow('sts:TagSession')], []],
  ['tags that a statement denies', [withTag, { ...allow('sts:TagSession'), Effect: 'Deny' }], [NO_TAGS]],
  ['a source identity that nobody may set', [withIdentity], [NO_IDENTITY]],
  ['a source identity that another statement lets set', [withIdentity, allow('sts:SetSourceIdentity')], []],
  [
    'a source identity whose setting a statement denies',
    [withIdentity, { ...allow('sts:SetSourceIdentity'), Effect: 'Deny' }],
    [NO_IDENTITY],
  ],
  ['neither', [allow('sts:AssumeRole')], []],
])('of a trust that asks for %s', (_, statements, notes) => {
  expect(notesWith(...statements)).toEqual(notes.map((each) => expect.stringMatching(each)));
});
