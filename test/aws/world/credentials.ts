import { randomBytes } from 'node:crypto';
import type { Caller } from '../call.ts';
import { uniqueId } from './as-iam-gives.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface Key {
  readonly caller: Caller;
  readonly sessionToken: string | undefined;
  /** Milliseconds since the epoch. */
  expires: number;
}

/** Every access key that was handed out, and whose it is. */
export class AccessKeys {
  readonly #keys = new Map<string, Key>();

  /** Long-lived credentials of a user. */
  mint(caller: Caller): Credentials {
    const accessKeyId = uniqueId('AKIA', randomBytes(16).toString('hex'));
    this.#keys.set(accessKeyId, { caller, sessionToken: undefined, expires: Number.POSITIVE_INFINITY });
    return { accessKeyId, secretAccessKey: randomBytes(30).toString('base64') };
  }

  /** Temporary ones. */
  mintSession(caller: Caller, expires: number): Required<Credentials> {
    const accessKeyId = uniqueId('ASIA', randomBytes(16).toString('hex'));
    const sessionToken = randomBytes(120).toString('base64');
    this.#keys.set(accessKeyId, { caller, sessionToken, expires });
    return { accessKeyId, secretAccessKey: randomBytes(30).toString('base64'), sessionToken };
  }

  /** Whose the credentials are: `invalid` where nobody has them. */
  callerOf(accessKeyId: string, sessionToken: string | undefined, now: number): Caller | 'invalid' | 'expired' {
    const key = this.#keys.get(accessKeyId);
    if (key === undefined || key.sessionToken !== sessionToken) return 'invalid';
    return key.expires <= now ? 'expired' : key.caller;
  }

  expire(accessKeyId: string): void {
    const key = this.#keys.get(accessKeyId);
    if (key !== undefined) key.expires = Number.NEGATIVE_INFINITY;
  }
}
