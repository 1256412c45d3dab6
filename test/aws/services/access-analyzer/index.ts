import type { Operations } from '../operation.ts';
import { getAnalyzer, listAnalyzers } from './analyzer.ts';
import {
  applyArchiveRule,
  createArchiveRule,
  deleteArchiveRule,
  getArchiveRule,
  listArchiveRules,
  updateArchiveRule,
} from './archive-rules.ts';
import { getFinding, getFindingV2, listFindings, listFindingsV2, updateFindings } from './findings.ts';
import { checkAccessNotGranted, checkNoNewAccess, checkNoPublicAccess } from './policy-checks.ts';
import { cancelPolicyGeneration, getGeneratedPolicy, startPolicyGeneration } from './policy-generation.ts';
import { validatePolicy } from './validate-policy.ts';

export const accessAnalyzer: Operations = {
  ListAnalyzers: listAnalyzers,
  GetAnalyzer: getAnalyzer,
  ListArchiveRules: listArchiveRules,
  GetArchiveRule: getArchiveRule,
  CreateArchiveRule: createArchiveRule,
  UpdateArchiveRule: updateArchiveRule,
  DeleteArchiveRule: deleteArchiveRule,
  ApplyArchiveRule: applyArchiveRule,
  ListFindingsV2: listFindingsV2,
  GetFindingV2: getFindingV2,
  ListFindings: listFindings,
  GetFinding: getFinding,
  UpdateFindings: updateFindings,
  ValidatePolicy: validatePolicy,
  CheckNoNewAccess: checkNoNewAccess,
  CheckAccessNotGranted: checkAccessNotGranted,
  CheckNoPublicAccess: checkNoPublicAccess,
  StartPolicyGeneration: startPolicyGeneration,
  GetGeneratedPolicy: getGeneratedPolicy,
  CancelPolicyGeneration: cancelPolicyGeneration,
};
