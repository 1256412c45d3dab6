import type { Decision } from './queries.ts';

type Side = Decision['side'];

/** In the order in which a reader asks for them. */
export const SIDES: readonly Side[] = ['TRUST', 'IDENTITY', 'BOUNDARY', 'SCP', 'RCP'];

export const SIDE_NAMES: Readonly<Record<Side, string>> = {
  TRUST: 'Trust policy',
  IDENTITY: 'Identity policy',
  BOUNDARY: 'Permissions boundary',
  SCP: 'Service control policy',
  RCP: 'Resource control policy',
};
