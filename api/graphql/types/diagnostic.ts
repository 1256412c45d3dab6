import type { Diagnostic } from '../../../core/model/diagnostic.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../connection.ts';
import { DiagnosticSeverityEnum } from '../enums.ts';

export const DiagnosticType = builder.objectRef<Diagnostic>('Diagnostic').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    severity: t.expose('severity', { type: DiagnosticSeverityEnum }),
    message: t.exposeString('message'),
    principalId: t.exposeString('principal', { nullable: true }),
    accountId: t.exposeString('accountId', { nullable: true }),
    policyId: t.exposeString('policy', { nullable: true }),
  }),
});

export const DiagnosticConnection = connectionType<{ readonly node: Diagnostic }>('Diagnostic', (t) => ({
  node: t.field({ type: DiagnosticType, resolve: ({ node }) => node }),
}));
