import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { subjectAccount } from './call.ts';
import { deliver } from './delivery.ts';
import type { Fault } from './faults/fault.ts';
import { Faults } from './faults/faults.ts';
import { TokenBuckets } from './limits.ts';
import type { AwsStubOptions } from './options.ts';
import type { Json } from './protocol/json.ts';
import { readRequest, type ReceivedRequest } from './protocol/request.ts';
import type { ServiceName } from './protocol/services.ts';
import { respond, type Response, type Service } from './respond.ts';
import type { Credentials } from './world/credentials.ts';
import { World } from './world/world.ts';

/** A running server that answers as AWS does. */
export interface AwsStub {
  /** Of every service: for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Of a user of the caller's account who may read everything. */
  readonly credentials: Credentials;
  /** The endpoint, the credentials and a region, for the environment of a process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every signed request, in the order in which they were answered. */
  readonly requests: readonly SeenRequest[];
  /** Puts a fault in; what it gives takes it out again. */
  inject(fault: Fault): () => void;
  /** Closes an account, as if its owner had. */
  closeAccount(account: string): void;
  /** Temporary credentials of the same user. */
  mintSession(seconds: number): Required<Credentials>;
  close(): Promise<void>;
}

export interface SeenRequest {
  readonly service: ServiceName;
  readonly operation: string;
  /** The account that the call was about; undefined where it was not let in. */
  readonly account: string | undefined;
  readonly region: string;
  readonly parameters: Json;
  /** Milliseconds since the stub started. */
  readonly at: number;
  readonly status: number;
  /** The code of the error that it was answered with. */
  readonly error: string | null;
  /** Bytes of the answer. */
  readonly size: number;
  readonly fault: Fault['do'] | null;
}

/** Starts a server on loopback. */
export async function startAwsStub(options: AwsStubOptions): Promise<AwsStub> {
  const world = new World(options);
  const faults = new Faults();
  for (const fault of options.faults ?? []) faults.add(fault);
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  const service = { world, faults, limits: new TokenBuckets(options.limits ?? [], elapsed) };
  const requests: SeenRequest[] = [];

  const note = (request: ReceivedRequest, answered: Response) => requests.push(seen(request, answered, elapsed()));

  const server = createServer((message, response) => {
    response.on('error', () => {}); // the caller went away
    handle(message, response, service, note).catch((error: unknown) => {
      process.stderr.write(`The AWS stub cannot answer: ${error instanceof Error ? error.stack : error}\n`);
      response.writeHead(400).end();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = world.keys.mint(world.caller);
  return {
    url,
    credentials,
    environment: environmentOf(url, credentials),
    requests,
    inject: (fault) => faults.add(fault),
    closeAccount: (account) => world.close(account),
    mintSession: (seconds) => world.keys.mintSession(world.caller, world.now() + seconds * 1000),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  service: Service,
  note: (request: ReceivedRequest, answered: Response) => void,
): Promise<void> {
  const request = await readRequest(message);
  const { latencyMilliseconds = 0 } = service.world.options;
  if (latencyMilliseconds > 0) await sleep(latencyMilliseconds);
  if (request === null) {
    response.writeHead(400).end('Not a signed request for a service that is served here.');
    return;
  }
  const answered = respond(request, service);
  note(request, answered);
  response.setHeader('Date', new Date(service.world.now()).toUTCString());
  response.setHeader('x-amzn-RequestId', answered.requestId);
  await deliver(response, answered.answer, answered.fault);
}

function seen(request: ReceivedRequest, { call, answer, error, fault }: Response, at: number): SeenRequest {
  const { service, operation, region, parameters } = request;
  const account = call === null ? undefined : subjectAccount(call);
  const { status, body } = answer;
  return {
    service,
    operation,
    account,
    region,
    parameters,
    at,
    status,
    error,
    size: body.length,
    fault: fault?.do ?? null,
  };
}

const environmentOf = (url: string, { accessKeyId, secretAccessKey }: Credentials): Record<string, string> => ({
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
});
