import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryFault, Fault } from './faults/fault.ts';
import type { Answer } from './protocol/answer.ts';

const KINDS: readonly string[] = ['cut', 'reset', 'delay', 'stall', 'hang', 'malformed'] satisfies DeliveryFault[];

export const isDeliveryFault = (fault: Fault | null): boolean => fault !== null && KINDS.includes(fault.do);

/** Sends an answer, as it should be or as a fault has it. */
export async function deliver(response: ServerResponse, answer: Answer, fault: Fault | null): Promise<void> {
  const { status, headers } = answer;
  const body = Buffer.from(answer.body);
  const half = body.subarray(0, body.length >> 1);
  const { milliseconds = 1000 } = fault ?? {};
  const begin = (length: number): ServerResponse =>
    response.writeHead(status, { ...headers, 'Content-Length': length });
  switch (isDeliveryFault(fault) ? fault!.do : null) {
    case 'hang':
      return;
    case 'reset':
      response.destroy();
      return;
    case 'cut':
      begin(body.length).write(half, () => response.destroy());
      return;
    case 'malformed':
      begin(half.length).end(half);
      return;
    case 'stall':
      begin(body.length).write(half);
      await sleep(milliseconds, undefined, { ref: false });
      response.end(body.subarray(half.length));
      return;
    case 'delay':
      await sleep(milliseconds, undefined, { ref: false });
  }
  begin(body.length).end(body);
}
