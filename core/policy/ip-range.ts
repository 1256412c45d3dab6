/** A CIDR range, or one address: the first and the last of its addresses. */
export interface AddressRange {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** Null where the text is neither an address nor a CIDR range. */
export function parseRange(text: string): AddressRange | null {
  const [base = '', length, more] = text.split('/');
  const address = parseAddress(base);
  if (address === null || more !== undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const { bits, value } = address;
  const free = BigInt(bits) - BigInt(length ?? bits);
  if (free < 0n) return null;
  const first = (value >> free) << free;
  return { bits, first, last: first + (1n << free) - 1n };
}

/** Whether an address lies in a range; false where either is malformed or they differ in family. */
export function addressInRange(address: string, range: string): boolean {
  const single = parseAddress(address);
  const within = parseRange(range);
  if (single === null || within === null || single.bits !== within.bits) return false;
  return within.first <= single.value && single.value <= within.last;
}

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

const parseAddress = (text: string): Address | null => (text.includes(':') ? parseV6(text) : parseV4(text));

function parseV4(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return { bits: 32, value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n) };
}

function parseV6(text: string): Address | null {
  const halves = withoutDots(text).split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[]?];
  const missing = tail === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array.from<string>({ length: Math.max(missing, 0) }).fill('0'), ...(tail ?? [])];
  if (groups.length !== 8 || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return null;
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}

/** `::ffff:203.0.113.7` → `::ffff:cb00:7107` */
const withoutDots = (text: string): string =>
  text.replace(/(?<=:)[\d.]+\.[\d.]+$/, (tail) => {
    const address = parseV4(tail);
    return address === null
      ? tail
      : [address.value >> 16n, address.value & 0xffffn].map((each) => each.toString(16)).join(':');
  });
