/** What the `Authorization` header of a request says, by the page "Authenticating Requests (AWS Signature Version 4)". */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
  /** The name of the service that the request was signed for. */
  readonly service: string;
}

const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=[^,]+, ?Signature=[\da-f]{64}$/;

/** Null where the request is not signed. */
export function readCredential(authorization: string | undefined): Credential | null {
  const [, accessKeyId, region, service] = HEADER.exec(authorization ?? '') ?? [];
  return accessKeyId === undefined ? null : { accessKeyId, region: region!, service: service! };
}

/** How far the time of a signature may be from the time of the server. */
const TOLERANCE = 5 * 60_000;

/** What AWS says of a signature made too early or too late; null where it is in time. */
export function lateness(signed: string, now: number): string | null {
  const at = Date.parse(signed.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (now - at > TOLERANCE) {
    return `Signature expired: ${signed} is now earlier than ${basic(now - TOLERANCE)} (${basic(now)} - 5 min.)`;
  }
  if (at - now > TOLERANCE) {
    return `Signature not yet current: ${signed} is still later than ${basic(now + TOLERANCE)} (${basic(now)} + 5 min.)`;
  }
  return null;
}

const basic = (time: number): string => new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');
