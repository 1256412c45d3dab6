import type { Snapshot } from '../../core/model/snapshot.ts';
import { account, document, role, roleArn, snapshot, user, userArn } from './organization.ts';

const OWN = '111111111111';

/**
 * Ann becomes First under the source identity ann. Target lets First in under bob, which cannot be, and Detour, one hop
 * further, under ann.
 */
export function sourceIdentities(): Snapshot {
  const first = role(OWN, 'First', document(allow(userArn(OWN, 'ann'), 'sts:SourceIdentity', 'ann')));
  const detour = role(OWN, 'Detour', document(allow(roleArn(OWN, 'First'), 'aws:SourceIdentity', 'ann')));
  const target = role(
    OWN,
    'Target',
    document(
      allow(roleArn(OWN, 'First'), 'aws:SourceIdentity', 'bob'),
      allow(roleArn(OWN, 'Detour'), 'aws:SourceIdentity', 'ann'),
    ),
  );
  return snapshot([account(OWN, { users: [user(OWN, 'ann')], roles: [first, detour, target] })]);
}

const allow = (principal: string, key: string, value: string) => ({
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
  Condition: { StringEquals: { [key]: value } },
});
