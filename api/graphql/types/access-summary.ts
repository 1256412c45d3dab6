import type { AccessEntry, AccessSummary, AccountAccess } from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../connection.ts';
import { AccessSummaryKindEnum, EdgeVerdictEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { type Page, type PageArguments, pageOf } from '../page.ts';
import { AccountType, accountOf } from './account.ts';
import { DiagnosticType } from './diagnostic.ts';
import { PrincipalType } from './principal.ts';

interface SummarySource {
  readonly view: GenerationView;
  readonly summary: AccessSummary;
}

type EntrySource = AccessEntry & { readonly view: GenerationView };

export const summaryPage = (
  view: GenerationView,
  summary: AccessSummary,
  page: PageArguments,
): Page<EntrySource> & SummarySource => ({
  view,
  summary,
  ...pageOf(view, summary.entries, page, (entry) => ({ ...entry, view })),
});

const AccountAccessType = builder
  .objectRef<{ view: GenerationView; access: AccountAccess }>('AccountAccess')
  .implement({
    description: 'How many entries of an access summary are of one account.',
    fields: (t) => ({
      accountId: t.string({
        nullable: true,
        description: 'Null: of services, federated identities and the public, which belong to none.',
        resolve: ({ access }) => access.accountId,
      }),
      account: t.field({
        type: AccountType,
        nullable: true,
        resolve: ({ view, access }) => accountOf(view.graph.structure, access.accountId),
      }),
      own: t.boolean({ description: "Whether it is the principal's own.", resolve: ({ access }) => access.own }),
      direct: t.int({ resolve: ({ access }) => access.direct }),
      chained: t.int({ description: 'Through a chain of roles alone.', resolve: ({ access }) => access.chained }),
    }),
  });

export const AccessSummaryConnection = connectionType<EntrySource, SummarySource>(
  'AccessSummary',
  (t) => ({
    node: t.field({ type: PrincipalType, resolve: ({ view, node }) => ({ view, node }) }),
    direct: t.field({
      type: EdgeVerdictEnum,
      nullable: true,
      description: 'Verdict of the hop without another role between; null where only a chain leads there.',
      resolve: ({ direct }) => direct,
    }),
    verdict: t.field({
      type: EdgeVerdictEnum,
      description: 'The best over all chains.',
      resolve: ({ verdict }) => verdict,
    }),
    hops: t.int({ description: 'The fewest hops for its verdict.', resolve: ({ hops }) => hops }),
  }),
  {
    description: "Account by account, the principal's own first; in each by id.",
    fields: (t) => ({
      principal: t.field({ type: PrincipalType, resolve: ({ view, summary }) => ({ view, node: summary.origin }) }),
      kind: t.field({ type: AccessSummaryKindEnum, resolve: ({ summary }) => summary.kind }),
      accounts: t.field({
        type: [AccountAccessType],
        resolve: ({ view, summary }) => summary.accounts.map((access) => ({ view, access })),
      }),
      complete: t.boolean({
        description: 'False where something that could not be read may change the answer; the diagnostics say what.',
        resolve: ({ summary }) => summary.complete,
      }),
      diagnostics: t.field({ type: [DiagnosticType], resolve: ({ summary }) => [...summary.diagnostics] }),
    }),
  },
);
