import { isObject } from '../import/shape.ts';

/** A record of CloudTrail, in so far as it is used; every field may be missing or be something else. */
export interface TrailEvent {
  readonly eventTime?: unknown;
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventID?: unknown;
  readonly eventCategory?: unknown;
  readonly readOnly?: unknown;
  readonly awsRegion?: unknown;
  readonly errorCode?: unknown;
  readonly recipientAccountId?: unknown;
  readonly userIdentity?: unknown;
  readonly requestParameters?: unknown;
  readonly responseElements?: unknown;
  readonly resources?: unknown;
}

/** Why a record is no event: in words that fit behind "this is". */
export interface NoEvent {
  readonly what: string;
}

/**
 * The event in a record of a log file, of `aws cloudtrail lookup-events`, or of EventBridge.
 * @throws SyntaxError where JSON within the record is not valid
 */
export function eventIn(record: unknown): TrailEvent | NoEvent {
  if (typeof record === 'string') return eventIn(parsedObject(record));
  if (!isObject(record)) return { what: 'no event of CloudTrail' };
  if (typeof record['CloudTrailEvent'] === 'string') return eventIn(parsedObject(record['CloudTrailEvent']));
  if (typeof record['detail-type'] === 'string' && isObject(record['detail'])) return eventIn(record['detail']);
  if (typeof record['eventSource'] === 'string' && typeof record['eventName'] === 'string')
    return record as unknown as TrailEvent;
  const known = OTHERS.find(([field]) => field in record);
  return { what: known?.[1] ?? 'no event of CloudTrail' };
}

export const isEvent = (value: TrailEvent | NoEvent): value is TrailEvent => 'eventName' in value;

const OTHERS: readonly [field: string, what: string][] = [
  ['digestStartTime', 'a digest file, which says how log files hash, and nothing of calls'],
  ['QueryResultRows', 'an answer of CloudTrail Lake, whose columns the query chooses: export the events to files'],
  ['eventData', 'an export of CloudTrail Lake: give the files of a trail, or `aws cloudtrail lookup-events`'],
];

/** Only an object: text within text within text is no event. */
function parsedObject(text: string): unknown {
  const value = JSON.parse(text) as unknown;
  return isObject(value) ? value : null;
}
