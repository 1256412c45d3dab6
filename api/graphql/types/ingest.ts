import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Problem } from '../../../core/model/problem.ts';
import type { AccountsProgress, FailedAccount, Ingest } from '../../ingest-control.ts';
import { builder } from '../builder.ts';
import { IngestProblemCauseEnum, IngestStateEnum } from '../enums.ts';
import { GenerationType } from './generation.ts';

const ProblemType = builder.objectRef<Problem>('IngestProblem').implement({
  description: 'Something that could not be read.',
  fields: (t) => ({
    operation: t.exposeString('operation', { description: 'The call: `iam:GetAccountAuthorizationDetails`.' }),
    region: t.exposeString('region', { nullable: true }),
    cause: t.field({ type: IngestProblemCauseEnum, resolve: ({ cause }) => cause }),
    message: t.exposeString('message'),
    missingPermission: t.exposeString('missingPermission', {
      nullable: true,
      description: 'The action to allow, and to whom, where that would help.',
    }),
  }),
});

const FailedAccountType = builder.objectRef<FailedAccount>('FailedAccount').implement({
  fields: (t) => ({
    accountId: t.exposeString('accountId'),
    partial: t.exposeBoolean('partial', {
      description: 'Whether its users, roles and policies were read all the same.',
    }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => [...problems] }),
  }),
});

const AccountsType = builder.objectRef<AccountsProgress>('IngestAccounts').implement({
  fields: (t) => ({
    done: t.exposeInt('done'),
    total: t.exposeInt('total'),
    failed: t.exposeInt('failed', { description: 'Of those done, how many could not be read, or not all of it.' }),
    inFlight: t.stringList({ description: 'Ids of those under way.', resolve: ({ inFlight }) => [...inFlight] }),
    perSecond: t.exposeFloat('perSecond', { description: 'Finished in a second, over the last while.' }),
    secondsLeft: t.exposeFloat('secondsLeft', { nullable: true, description: 'Null while nobody can say.' }),
  }),
});

export const IngestType = builder.objectRef<Ingest>('Ingest').implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ number }) => encodeGlobalID('Ingest', number) }),
    state: t.field({ type: IngestStateEnum, resolve: ({ state }) => state }),
    startedAt: t.field({ type: 'DateTime', resolve: ({ startedAt }) => startedAt }),
    endedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ endedAt }) => endedAt }),
    step: t.string({ description: 'What is being done now, in words.', resolve: ({ progress }) => progress.step }),
    done: t.int({ description: 'Of the step.', resolve: ({ progress }) => progress.done }),
    total: t.int({ description: 'Of the step; 0 while it is not known.', resolve: ({ progress }) => progress.total }),
    accounts: t.field({
      type: AccountsType,
      nullable: true,
      description: 'How far the accounts have come, also in the steps after; null where none are collected.',
      resolve: ({ accounts }) => accounts,
    }),
    generation: t.field({
      type: GenerationType,
      nullable: true,
      description: 'What it has made; null until it is done.',
      resolve: async ({ generation }, _arguments, { store }) =>
        generation && { generation, current: (await store.generations())[0]?.id === generation.id },
    }),
    problems: t.field({
      type: [ProblemType],
      description: 'What could not be read of the organization and of Identity Center; known at the end.',
      resolve: ({ problems }) => [...problems],
    }),
    failedAccountCount: t.int({ resolve: ({ failedAccounts }) => failedAccounts.length }),
    failedAccounts: t.field({
      type: [FailedAccountType],
      description: 'Accounts that could not be read, or not all of them; known at the end.',
      args: { first: t.arg.int({ defaultValue: 50 }) },
      resolve: ({ failedAccounts }, { first }) => failedAccounts.slice(0, Math.max(0, first ?? failedAccounts.length)),
    }),
    error: t.exposeString('error', { nullable: true, description: 'Why it failed.' }),
  }),
});
