import { HOP_ACTIONS } from '../model/hop.ts';
import { policyId } from '../model/id.ts';
import { globOf } from '../policy/glob.ts';
import type { Caller, LoadedPolicy } from '../policy/request.ts';

const EVERYTHING: LoadedPolicy = {
  id: policyId('everything'),
  document: {
    warnings: [],
    statements: [
      {
        index: 0,
        sid: null,
        effect: 'Allow',
        actions: new Set(HOP_ACTIONS),
        tagsSession: false,
        setsSourceIdentity: false,
        resources: { complement: false, patterns: [[globOf('*')]] },
        principals: null,
        conditions: [],
      },
    ],
  },
};

/** The caller as it would be if an identity policy of its that cannot be read allowed everything. */
export const withEverythingAllowed = (caller: Caller): Caller =>
  caller.identity.every(({ document }) => document !== null)
    ? caller
    : { ...caller, identity: [...caller.identity, EVERYTHING] };
