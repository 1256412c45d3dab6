import type { AwsError } from './error.ts';
import type { Json, JsonValue } from './json.ts';
import { writeQuery, writeQueryError } from './query.ts';
import { SERVICES, type ServiceName } from './services.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function writeResult(service: ServiceName, operation: string, result: Json, requestId: string): Answer {
  switch (SERVICES[service].protocol) {
    case 'query':
      return { status: 200, headers: XML, body: writeQuery(operation, result, namespaceOf(service), requestId) };
    case 'json':
      return { status: 200, headers: JSON_1_1, body: JSON.stringify(result, secondsSinceEpoch) };
    case 'rest':
      return { status: 200, headers: REST, body: JSON.stringify(result) };
  }
}

export function writeError(service: ServiceName, error: AwsError, requestId: string): Answer {
  const { code, status, message, fields } = error;
  switch (SERVICES[service].protocol) {
    case 'query': {
      const content = { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message, ...fields };
      const body = writeQueryError(content, namespaceOf(service), requestId);
      return { status, headers: { ...XML, ...error.headers }, body };
    }
    case 'json': {
      const body = JSON.stringify({ __type: code, Message: message, message, ...fields });
      return { status, headers: { ...JSON_1_1, ...error.headers }, body };
    }
    case 'rest': {
      const body = JSON.stringify({ message, ...fields });
      return { status, headers: { ...REST, 'x-amzn-ErrorType': code, ...error.headers }, body };
    }
  }
}

const XML = { 'Content-Type': 'text/xml' };
const JSON_1_1 = { 'Content-Type': 'application/x-amz-json-1.1' };
const REST = { 'Content-Type': 'application/json' };

function namespaceOf(service: ServiceName): string {
  const about = SERVICES[service];
  return about.protocol === 'query' ? `https://${service}.amazonaws.com/doc/${about.version}/` : '';
}

const TIME = /(Timestamp|Date|CreatedAt|UpdatedAt)$/;

/** The JSON protocol writes times as seconds; in raw data they are as the AWS CLI prints them. */
function secondsSinceEpoch(name: string, value: JsonValue): JsonValue {
  return TIME.test(name) && typeof value === 'string' ? Date.parse(value) / 1000 : value;
}
