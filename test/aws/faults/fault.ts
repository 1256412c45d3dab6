/** What goes wrong, as data. */
export interface Fault {
  /** `iam:GetAccountAuthorizationDetails`, `iam:*`, `*`. */
  readonly operation: string;
  /** The account that the call is about: the caller's; for `sts:AssumeRole` the role's. Default any. */
  readonly account?: string;
  readonly region?: string;
  /** Which of the calls that the fault could be for, the first being 1. Default all of them. */
  readonly on?: number | readonly number[] | { readonly from: number } | { readonly everyNth: number };
  readonly do: FaultKind;
  /** For what takes time. Default 1000. */
  readonly milliseconds?: number;
}

export type FaultKind = ErrorFault | WorldFault | JobFault | PageFault | DeliveryFault;

/** The service answers with an error. */
export type ErrorFault =
  | 'throttle'
  /** No identity policy allows the call. */
  | 'deny'
  /** An SCP denies it. */
  | 'deny-scp'
  /** Status 500. */
  | 'error'
  /** Status 503. */
  | 'unavailable'
  /** As of a region that is not enabled: the credentials mean nothing there. */
  | 'region-off'
  /** What the call is about is no longer there. */
  | 'gone';

/** Something happens before the call, and stays. */
export type WorldFault =
  /** The credentials of the call are no longer good. */
  | 'expire-token'
  /** The account of the call is closed. */
  | 'close-account';

/** The job that the call asks about has failed. */
export type JobFault = 'fail-job';

/** A page says what it should not. */
export type PageFault =
  /** The marker of the page is the one that it was asked for with. */
  | 'repeat-marker'
  /** Nothing is in the page, though the list goes on. */
  | 'empty-page';

/** The answer does not arrive as it should. */
export type DeliveryFault =
  /** The connection ends in the middle of the body. */
  | 'cut'
  /** The connection ends before the answer. */
  | 'reset'
  /** The whole answer comes late. */
  | 'delay'
  /** Half of the body comes late. */
  | 'stall'
  /** No answer ever comes. */
  | 'hang'
  /** The body is not what it says it is. */
  | 'malformed';
