import { hostname, userInfo } from 'node:os';

/** Who runs the command, as far as this machine knows: `alice@laptop`. */
export function personHere(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    // In a container the user may have no name.
    return `user ${process.getuid?.() ?? '?'}@${hostname()}`;
  }
}
