import type { IncomingMessage } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import type { Json } from './json.ts';
import { readQuery } from './query.ts';
import { readRest } from './rest.ts';
import { isService, SERVICES, type ServiceName } from './services.ts';
import { readCredential } from './sign.ts';

/** A request as it came, before anyone asks whether it may. */
export interface ReceivedRequest {
  readonly service: ServiceName;
  /** As the service names it; what stands for it on the wire where the service has no such operation. */
  readonly operation: string;
  readonly parameters: Json;
  /** Of the endpoint that the request was signed for. */
  readonly region: string;
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  /** As in `X-Amz-Date`. */
  readonly signedAt: string;
}

/** Null where a request is not signed, or for no service that is served. */
export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest | null> {
  const body = await readText(message);
  const credential = readCredential(message.headers.authorization);
  if (credential === null || !isService(credential.service)) return null;
  const { service, region, accessKeyId } = credential;
  return {
    service,
    ...readCall(service, message, body),
    region,
    accessKeyId,
    sessionToken: header(message, 'x-amz-security-token'),
    signedAt: header(message, 'x-amz-date') ?? '',
  };
}

function readCall(
  service: ServiceName,
  message: IncomingMessage,
  body: string,
): { operation: string; parameters: Json } {
  const about = SERVICES[service];
  switch (about.protocol) {
    case 'query': {
      const { Action, Version, ...parameters } = readQuery(body);
      return {
        operation: Version === about.version ? String(Action) : `${String(Action)} of ${String(Version)}`,
        parameters,
      };
    }
    case 'json': {
      const [target, operation = ''] = (header(message, 'x-amz-target') ?? '').split('.');
      return {
        operation: target === about.target ? operation : `${target}.${operation}`,
        parameters: JSON.parse(body) as Json,
      };
    }
    case 'rest':
      return readRest(message.method ?? '', new URL(message.url ?? '/', 'http://stub'), body);
  }
}

function header(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
