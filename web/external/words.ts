import type { FindingMatch, OutsideKind } from '../route/route.ts';

export const KIND_NAMES: Readonly<Record<OutsideKind, string>> = {
  ACCOUNT: 'Other accounts',
  PUBLIC: 'Anyone',
  FEDERATED: 'Federated identities',
  SERVICE: 'AWS services',
};

export const MATCH_NAMES: Readonly<Record<FindingMatch, string>> = {
  BOTH: 'Both',
  ONLY_ACCESS_ANALYZER: 'Only Access Analyzer',
  ONLY_ROLEREACH: 'Only rolereach',
};
