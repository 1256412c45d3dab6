import { randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import type { Fault } from './faults/fault.ts';
import type { Faults } from './faults/faults.ts';
import type { TokenBuckets } from './limits.ts';
import type { PageFault } from './paging.ts';
import { writeError, writeResult, type Answer } from './protocol/answer.ts';
import { AwsError, commonError, throttled } from './protocol/error.ts';
import type { ReceivedRequest } from './protocol/request.ts';
import { lateness } from './protocol/sign.ts';
import { denied } from './refusal.ts';
import { OPERATIONS } from './services/index.ts';
import type { World } from './world/world.ts';

export interface Response {
  readonly answer: Answer;
  readonly requestId: string;
  readonly fault: Fault | null;
  /** Null where the request got no further than its signature. */
  readonly call: Call | null;
  /** The code of the error that it was answered with. */
  readonly error: string | null;
}

export interface Service {
  readonly world: World;
  readonly faults: Faults;
  readonly limits: TokenBuckets;
}

/** Answers a request as AWS would: its signature first, then how many there were, then what it asks for. */
export function respond(request: ReceivedRequest, service: Service): Response {
  const requestId = randomUUID();
  let call: Call | null = null;
  let fault: Fault | null = null;
  try {
    call = identify(request, service.world);
    fault = service.faults.next(call);
    const result = answerTo(call, fault, request, service);
    const answer = writeResult(request.service, request.operation, result, requestId);
    return { answer, requestId, fault, call, error: null };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { answer: writeError(request.service, error, requestId), requestId, fault, call, error: error.code };
  }
}

/** @throws AwsError when the signature is not good */
function identify(request: ReceivedRequest, { keys, now }: World): Call {
  const { service, operation, parameters, region, accessKeyId, sessionToken, signedAt } = request;
  const late = lateness(signedAt, now());
  if (late !== null) throw commonError(service, 'signature', late);
  const caller = keys.callerOf(accessKeyId, sessionToken, now());
  if (caller === 'invalid') throw commonError(service, 'invalid-token', INVALID);
  if (caller === 'expired') throw commonError(service, 'expired', EXPIRED);
  return { service, operation, parameters, region, caller };
}

const INVALID = 'The security token included in the request is invalid.';
const EXPIRED = 'The security token included in the request is expired';

function answerTo(call: Call, fault: Fault | null, request: ReceivedRequest, { world, limits }: Service) {
  if (limits.refuses(call)) throw throttled(call.service);
  failOnPurpose(call, fault, request, world);
  if (world.isClosed(call.caller.account) || isRegionOff(call, world)) {
    throw commonError(call.service, 'invalid-token', INVALID);
  }
  const operation = OPERATIONS[call.service][call.operation];
  if (operation === undefined) {
    throw commonError(call.service, 'unknown', `Could not find operation ${call.operation} of ${call.service}`);
  }
  const pageFault = isPageFault(fault) ? fault.do : undefined;
  const jobFails = fault?.do === 'fail-job';
  return operation({ call, parameters: call.parameters, account: call.caller.account, world, pageFault, jobFails });
}

const isRegionOff = ({ caller, region }: Call, world: World): boolean =>
  world.extras(caller.account).regionsOff?.includes(region) ?? false;

const isPageFault = (fault: Fault | null): fault is Fault & { readonly do: PageFault } =>
  fault?.do === 'repeat-marker' || fault?.do === 'empty-page';

function failOnPurpose(call: Call, fault: Fault | null, { accessKeyId }: ReceivedRequest, world: World): void {
  switch (fault?.do) {
    case 'throttle':
      throw throttled(call.service);
    case 'deny':
      throw denied(call, 'identity');
    case 'deny-scp':
      throw denied(call, 'scp');
    case 'error':
      throw commonError(call.service, 'internal', 'The request processing has failed because of an unknown error.');
    case 'unavailable':
      throw commonError(
        call.service,
        'unavailable',
        'The request has failed due to a temporary failure of the server.',
      );
    case 'gone':
      throw commonError(call.service, 'gone', 'The resource that you asked for does not exist.');
    case 'region-off':
      throw commonError(call.service, 'invalid-token', INVALID);
    case 'expire-token':
      world.keys.expire(accessKeyId);
      throw commonError(call.service, 'expired', EXPIRED);
    case 'close-account':
      world.close(fault.account ?? call.caller.account);
  }
}
