import { queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';
import type { Cut } from '../route/route.ts';

const Server = graphql(`
  query RemediationServer {
    status {
      remediation
    }
  }
`);

const Plan = graphql(`
  mutation PlanCut($finding: String, $from: String, $to: String, $breakGlass: [String!]) {
    remediationPlan(finding: $finding, from: $from, to: $to, breakGlass: $breakGlass) {
      refused
      why
      approval {
        token
        expires
      }
      plan {
        id
        roleId
        fromId
        before
        after
        alreadyThere
        complete
        warnings
        lossCount
        hops {
          ...HopChangeDetails
        }
        others {
          ...HopChangeDetails
        }
        losses {
          sourceId
          targetId
          before
          after
        }
      }
    }
  }

  fragment HopChangeDetails on HopChange {
    fromId
    action
    before {
      verdict
    }
    after {
      verdict
      conditions
    }
  }
`);

const Archive = graphql(`
  mutation PlanArchive($finding: String!, $andOthers: Boolean!) {
    archivePlan(finding: $finding, andOthers: $andOthers) {
      refused
      why
      approval {
        token
        expires
      }
      plan {
        analyzerId
        rule
        criteria
        otherIds
        otherCount
        warnings
      }
    }
  }
`);

const StepDetails = graphql(`
  fragment StepDetails on RemediationStep {
    at
    what
    state
    why
    by
    roleId
    planId
  }
`);

const Apply = graphql(
  `
    mutation ApplyPlan($token: String!) {
      remediationApply(token: $token) {
        ...StepDetails
      }
    }
  `,
  [StepDetails],
);

const Revert = graphql(
  `
    mutation RevertPlan($id: String!) {
      remediationRevert(id: $id) {
        ...StepDetails
      }
    }
  `,
  [StepDetails],
);

const History = graphql(
  `
    query RemediationHistory($planId: String!) {
      remediationHistory(planId: $planId, first: 50) {
        ...StepDetails
      }
    }
  `,
  [StepDetails],
);

export type PlanAnswer = ResultOf<typeof Plan>['remediationPlan'];
export type Plan = NonNullable<PlanAnswer['plan']>;
export type HopChange = Plan['hops'][number];
export type ArchiveAnswer = ResultOf<typeof Archive>['archivePlan'];
export type ArchivePlan = NonNullable<ArchiveAnswer['plan']>;
export type Step = ResultOf<typeof StepDetails>;

/** How the server changes trust policies, in words; null where it does not. */
export const remediationServer = queryOptions({
  queryKey: ['remediation server'],
  staleTime: Infinity,
  queryFn: async ({ signal }) => (await request(Server, {}, signal)).status.remediation,
});

/** A plan is asked for once: what is shown is what is approved. */
const ONCE = { gcTime: 0, staleTime: Infinity, refetchOnReconnect: false, refetchOnWindowFocus: false };

export const planOf = (cut: Cut, breakGlass: readonly string[]) =>
  queryOptions({
    ...ONCE,
    queryKey: ['plan', cut, breakGlass],
    queryFn: async ({ signal }) =>
      (await request(Plan, { ...cut, breakGlass: [...breakGlass] }, signal)).remediationPlan,
  });

export const archivePlanOf = (finding: string, andOthers: boolean) =>
  queryOptions({
    ...ONCE,
    queryKey: ['archive plan', finding, andOthers],
    queryFn: async ({ signal }) => (await request(Archive, { finding, andOthers }, signal)).archivePlan,
  });

/** What was done about a plan, newest first. */
export const historyOf = (planId: string) =>
  queryOptions({
    queryKey: ['remediation history', planId],
    staleTime: 0,
    queryFn: async ({ signal }) => (await request(History, { planId }, signal)).remediationHistory,
  });

export const apply = async (token: string) => (await request(Apply, { token })).remediationApply;
export const revert = async (id: string) => (await request(Revert, { id })).remediationRevert;
