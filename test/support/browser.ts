import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of the end-to-end tests: `CHROMIUM_PATH`, or a Chromium on the PATH; null where there is none. */
export function findChromium(): string | null {
  const given = process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = given ? [given] : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return places.find(isExecutable) ?? null;
}

/** Whether there is one: `describe.skipIf(!hasBrowser())`. Says loudly that there is none; where CI is set that is a failure. */
export function hasBrowser(): boolean {
  if (findChromium() !== null) return true;
  const missing = 'Chromium is not installed (apt: chromium-headless-shell), nor does CHROMIUM_PATH name one.';
  if (process.env['CI'] === 'true') throw new Error(missing);
  process.stderr.write(`\nNO BROWSER, ITS TESTS ARE SKIPPED: ${missing}\n\n`);
  return false;
}

/** Without a sandbox, which cannot be had as root, and without calls home. */
export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath: findChromium()!, args: FLAGS });

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
