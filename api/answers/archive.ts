import { type ArchivePlan, type ArchiveRefusal, planArchive } from '../../core/findings/archive-plan.ts';
import { findingOf } from './finding-of.ts';
import type { LoadedGeneration } from './loaded-generation.ts';

/**
 * The archive rule that would hide a finding, and what else it would hide. Nothing is changed by it.
 * @param rule its name @throws QuestionError
 */
export async function archivePlanOf(
  { reader }: LoadedGeneration,
  finding: string,
  rule?: string,
): Promise<ArchivePlan | ArchiveRefusal> {
  const [known, findings, coverage] = await Promise.all([
    findingOf(reader, finding),
    reader.findings(),
    reader.analyzers(),
  ]);
  return planArchive(known, findings, coverage, rule);
}
