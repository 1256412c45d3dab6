import type { Capability } from '../../../core/access/capabilities.ts';
import { builder } from '../builder.ts';
import { AccessCapabilityEnum, VerdictEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { EvidenceStatementType } from './hop.ts';

export const CapabilityType = builder
  .objectRef<{ view: GenerationView; capability: Capability }>('Capability')
  .implement({
    description: "One action of STS, and whether the principal's own side lets it be called.",
    fields: (t) => ({
      action: t.string({ resolve: ({ capability }) => capability.action }),
      capability: t.field({ type: AccessCapabilityEnum, resolve: ({ capability }) => capability.capability }),
      needsPermission: t.boolean({
        description: 'False: no policy has a say in it.',
        resolve: ({ capability }) => capability.needsPermission,
      }),
      verdict: t.field({ type: VerdictEnum, resolve: ({ capability }) => capability.verdict }),
      conditions: t.stringList({
        description: 'Sentences; one may be about the resource.',
        resolve: ({ capability }) => [...capability.conditions],
      }),
      condition: t.field({ type: 'JSON', nullable: true, resolve: ({ capability }) => capability.condition }),
      notes: t.stringList({ resolve: ({ capability }) => [...capability.notes] }),
      evidence: t.field({
        type: [EvidenceStatementType],
        resolve: ({ view, capability }) => capability.evidence.map((statement) => ({ view, statement })),
      }),
    }),
  });
