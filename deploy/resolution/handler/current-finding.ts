import { AccessAnalyzerClient, GetFindingV2Command } from '@aws-sdk/client-accessanalyzer';
import { accessOf } from '../../../core/findings/read-findings.ts';
import { parseArn } from '../../../core/model/arn.ts';
import type { RoleFinding } from './request.ts';

/** A finding as it is now: an event may be hours old, and anyone who may call the function can make one up. */
export type Current =
  | { readonly is: 'active'; readonly finding: RoleFinding }
  /** `why`: a sentence. */
  | { readonly is: 'over'; readonly why: string }
  /** Reading it was refused. */
  | { readonly is: 'unseen'; readonly why: string };

/** @param analyzer ARN @throws what Access Analyzer says, but for a refusal */
export async function currentFinding(analyzer: string, { findingId: id, role }: RoleFinding): Promise<Current> {
  const client = new AccessAnalyzerClient({ region: parseArn(analyzer)!.region });
  try {
    const now = await client.send(new GetFindingV2Command({ analyzerArn: analyzer, id }));
    if (now.status !== 'ACTIVE') return { is: 'over', why: `The finding is ${now.status} by now.` };
    if (now.resource !== role) return { is: 'over', why: 'The finding is about another resource.' };
    const details = (now.findingDetails ?? []).map((detail) => ({ ...detail }));
    return {
      is: 'active',
      finding: {
        findingId: id,
        role,
        type: now.findingType ?? 'ExternalAccess',
        error: now.error ?? null,
        access: accessOf({ findingDetails: details }),
      },
    };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    if (name === 'ResourceNotFoundException') return { is: 'over', why: 'The finding is not there any more.' };
    if (name !== 'AccessDeniedException') throw error;
    return { is: 'unseen', why: `The finding could not be read again, so nothing is changed for it: ${message}` };
  }
}
