import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { TrustChange } from '../../core/resolution/cut.ts';
import { isRecord } from '../../core/policy/syntax.ts';

/** A person's leave for one change of one role, until it expires. */
export interface Approval {
  /** The plan's. */
  readonly id: string;
  /** ARN of the role. */
  readonly role: string;
  /** Of the change, by `digestOf`: another statement, or a trust policy that was edited since, has another. */
  readonly digest: string;
  /** ISO 8601. */
  readonly expires: string;
}

/** Why a token is no leave. */
export interface NotApproved {
  readonly refused: 'not-a-token' | 'forged' | 'expired';
  /** A sentence, with the way out. */
  readonly why: string;
}

/** Stands in what is signed, so that nothing else that a key may have signed passes for an approval. */
const PURPOSE = 'rolereach:approval:1';
/** Bytes; a shorter key could be guessed. */
const LEAST_KEY = 32;
const TOKEN = /^([\w-]{1,4096})\.([\w-]{43})$/;

/** SHA-256 of a change, in hex: its Sid and both documents, character by character. */
export const digestOf = ({ sid, before, after }: Pick<TrustChange, 'sid' | 'before' | 'after'>): string =>
  createHash('sha256')
    .update(JSON.stringify([sid, before, after]))
    .digest('hex');

/**
 * The token: the approval in base64url, a full stop, and its HMAC-SHA-256. Whoever holds it can read the approval, and not change it.
 * @param key random, 32 bytes at least @throws RangeError for a shorter one
 */
export function signed({ id, role, digest, expires }: Approval, key: Uint8Array): string {
  const payload = Buffer.from(JSON.stringify({ id, role, digest, expires })).toString('base64url');
  return `${payload}.${signatureOf(payload, key)}`;
}

/**
 * The approval in a token, which may come from anyone. Whether the change is the approved one, and was not made yet, is for the caller to see.
 * @throws RangeError for a key that `signed` does not take
 */
export function verified(token: string, key: Uint8Array, now: Date): Approval | NotApproved {
  const [, payload, signature] = TOKEN.exec(token) ?? [];
  if (payload === undefined || signature === undefined) return NOT_A_TOKEN;
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(payload, key)))) return FORGED;
  const approval = approvalIn(payload);
  if (approval === null) return NOT_A_TOKEN;
  return now.getTime() < Date.parse(approval.expires) ? approval : expired(approval);
}

export const isApproved = (value: Approval | NotApproved): value is Approval => !('refused' in value);

const NOT_A_TOKEN: NotApproved = {
  refused: 'not-a-token',
  why: 'This is no approval: copy the whole token of the plan.',
};

const FORGED: NotApproved = {
  refused: 'forged',
  why: 'The approval was not given here, or was changed since: make a new plan, and approve that.',
};

const expired = ({ expires }: Approval): NotApproved => ({
  refused: 'expired',
  why: `The approval was good until ${expires}: make a new plan, and approve that.`,
});

function signatureOf(payload: string, key: Uint8Array): string {
  if (key.length < LEAST_KEY) throw new RangeError(`The key of approvals has ${LEAST_KEY} bytes at least.`);
  return createHmac('sha256', key).update(`${PURPOSE}.${payload}`).digest('base64url');
}

/** Null where what was signed is no approval. */
function approvalIn(payload: string): Approval | null {
  const value = parsed(Buffer.from(payload, 'base64url').toString());
  if (!isRecord(value)) return null;
  const { id, role, digest, expires } = value;
  if (![id, role, digest, expires].every((field) => typeof field === 'string')) return null;
  return Number.isNaN(Date.parse(String(expires))) ? null : ({ id, role, digest, expires } as Approval);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
