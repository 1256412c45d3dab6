import { queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';

const IngestSummary = graphql(`
  fragment IngestSummary on Ingest {
    id
    state
    startedAt
    step
    done
    total
    accounts {
      done
      total
      failed
      inFlight
      perSecond
      secondsLeft
    }
  }
`);

const Pulse = graphql(
  `
    query Pulse {
      status {
        ingestSource
        generation {
          generation
          loadedAt
        }
        ingest {
          ...IngestSummary
        }
      }
    }
  `,
  [IngestSummary],
);

export const IngestProgress = graphql(
  `
    subscription IngestProgress {
      ingestProgress {
        ...IngestSummary
      }
    }
  `,
  [IngestSummary],
);

const Outcome = graphql(`
  query IngestOutcome {
    status {
      ingest {
        id
        error
        generation {
          generation
          accounts
          principals
          roles
          edges
        }
        problems {
          ...IngestProblemDetails
        }
        failedAccountCount
        failedAccounts(first: 200) {
          accountId
          partial
          problems {
            ...IngestProblemDetails
          }
        }
      }
    }
  }

  fragment IngestProblemDetails on IngestProblem {
    operation
    region
    cause
    message
    missingPermission
  }
`);

const Start = graphql(`
  mutation StartIngest($resume: Boolean!) {
    ingest(resume: $resume) {
      id
    }
  }
`);

const Stop = graphql(`
  mutation StopIngest {
    ingestStop {
      id
    }
  }
`);

export type Pulse = ResultOf<typeof Pulse>['status'];
export type Ingest = ResultOf<typeof IngestSummary>;
export type Outcome = NonNullable<ResultOf<typeof Outcome>['status']['ingest']>;
export type Problem = Outcome['problems'][number];

/** How often the server is asked for news while the page is seen, in milliseconds. */
const BEAT = 10_000;

/** Which generation there is, and whether an ingest is under way; asked again and again. */
export const pulse = queryOptions({
  queryKey: ['pulse'],
  refetchInterval: BEAT,
  refetchOnWindowFocus: 'always',
  queryFn: async ({ signal }) => (await request(Pulse, {}, signal)).status,
});

/** What the ingest has come to; it is of the last one. */
export const outcome = (id: string) =>
  queryOptions({
    queryKey: ['ingest outcome', id],
    queryFn: async ({ signal }) => (await request(Outcome, {}, signal)).status.ingest,
  });

export const startIngest = (resume: boolean) => request(Start, { resume });
export const stopIngest = () => request(Stop, {});

export const isUnderWay = (ingest: Ingest | null | undefined): boolean =>
  ingest?.state === 'RUNNING' || ingest?.state === 'STOPPING';
