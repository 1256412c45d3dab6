import type { Command } from 'commander';
import { type RemediationControl, RemediationRefusedError } from '../../api/remediation-control.ts';
import type { HistoryStep } from '../../core/resolution/history.ts';
import { UsageError } from '../exit.ts';
import { printable } from '../output/printable.ts';
import { note } from '../output/streams.ts';
import { accessTo, analyzerAccess } from './in-account.ts';
import { breakGlassOption, DEFAULT_ROLE } from './options.ts';

export interface AllowRemediationOptions {
  readonly allowRemediation?: true;
  readonly resolutionRole: string;
  readonly resolutionExternalId?: string;
  readonly breakGlass?: readonly string[];
  /** Of the options of an ingest. */
  readonly profile?: string | undefined;
}

/** `--allow-remediation`, and how accounts are entered for it. */
export const withAllowRemediation = (command: Command): Command =>
  command
    .option(
      '--allow-remediation',
      'let those who may ask also apply plans to trust policies and revert them, as apply and revert do',
    )
    .option('--resolution-role <name>', "for that, the role to take on in a role's account", DEFAULT_ROLE)
    .option('--resolution-external-id <text>', 'what that role asks for')
    .addOption(breakGlassOption());

/** How a server gets at roles to change them; undefined unless that is allowed. */
export function allowedRemediation(options: AllowRemediationOptions): RemediationControl | undefined {
  const { allowRemediation, profile, resolutionRole, resolutionExternalId, breakGlass = [] } = options;
  if (!allowRemediation) return undefined;
  const account = {
    roleName: resolutionRole,
    ...(profile === undefined ? {} : { profile }),
    ...(resolutionExternalId === undefined ? {} : { externalId: resolutionExternalId }),
  };
  return {
    through: `as ${resolutionRole} of each account, ${profile === undefined ? 'with the credentials of the server' : `with the profile ${profile}`}`,
    breakGlass,
    accessTo: (role) => accessTo(role, account).catch(notEntered),
    analyzerAccess: (analyzer) => analyzerAccess(analyzer, account).catch(notEntered),
    tell: (step) => note(logLine(step)),
  };
}

function notEntered(error: unknown): never {
  if (error instanceof UsageError) throw new RemediationRefusedError('ACCOUNT_NOT_ENTERED', error.message);
  throw error;
}

/** Of the server's log: what, who, and what came of it. */
const logLine = ({ at, what, state, why, id, role, by, caller }: HistoryStep): string =>
  printable(
    `${at} ${what} ${state}: ${role} (${id}), for ${by}, as ${caller ?? 'nobody'}${why === null ? '' : `: ${why}`}`,
  );
