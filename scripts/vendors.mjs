import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

/**
 * Writes core/vendors/known-accounts.ts from accounts.yaml of https://github.com/fwdcloudsec/known_aws_accounts:
 *
 *     node scripts/vendors.mjs accounts.yaml
 */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Give the accounts.yaml of github.com/fwdcloudsec/known_aws_accounts.');

const vendors = new Map();
for (const { name, accounts } of parse(readFileSync(file, 'utf8'))) {
  const own = vendors.get(name) ?? new Set();
  for (const account of accounts) {
    if (/^\d{12}$/.test(account)) own.add(account);
    else console.error(`left out: "${account}" of ${name} is no account id`);
  }
  vendors.set(name, own);
}
const text = (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const lines = [...vendors]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, accounts]) => `  [${text(name)}, '${[...accounts].toSorted().join(' ')}'],\n`);
writeFileSync(
  new URL('../core/vendors/known-accounts.ts', import.meta.url),
  `/**
 * Vendors and the ids of their accounts, as each published them. Facts from https://github.com/fwdcloudsec/known_aws_accounts,
 * licensed under the Apache License 2.0 (LICENSE); put into another form by scripts/vendors.mjs, which writes this file.
 */
export const KNOWN_ACCOUNTS: readonly (readonly [vendor: string, accounts: string])[] = [
${lines.join('')}];
`,
);
