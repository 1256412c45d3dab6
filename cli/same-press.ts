/**
 * How long a signal may come again and still be of the same press of Ctrl-C, in milliseconds: npm passes on to its child
 * what the terminal has sent to everyone, so one arrives twice.
 */
export const SAME_PRESS_MS = 300;
