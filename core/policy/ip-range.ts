/** Whether an address lies in a CIDR range (or equals an address); false where either is malformed or they differ in family. */
export function addressInRange(address: string, range: string): boolean {
  const [base = '', length] = range.split('/');
  const a = parseAddress(address);
  const b = parseAddress(base);
  if (a === null || b === null || a.bits !== b.bits) return false;
  const prefix = length === undefined ? b.bits : Number(length);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > b.bits) return false;
  const shift = BigInt(b.bits - prefix);
  return a.value >> shift === b.value >> shift;
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
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[]?];
  const missing = tail === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array.from<string>({ length: Math.max(missing, 0) }).fill('0'), ...(tail ?? [])];
  if (groups.length !== 8 || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return null;
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}
