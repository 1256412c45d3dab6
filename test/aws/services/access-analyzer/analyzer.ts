import type { Page } from '../../paging.ts';
import { AwsError, commonError } from '../../protocol/error.ts';
import { asJson, omit, text, type Json } from '../../protocol/json.ts';
import { denied } from '../../refusal.ts';
import type { LiveAnalyzer } from '../../world/analyzers.ts';
import { CREATED } from '../../world/as-iam-gives.ts';
import { required, tokenPage, type Context } from '../operation.ts';

export function listAnalyzers(context: Context): Json {
  const type = text(context.parameters, 'type');
  const { items, next } = analyzerPage(
    context,
    analyzersOf(context).filter((analyzer) => type === '' || analyzer.type === type),
  );
  return { analyzers: items.map(summary), nextToken: next };
}

export const getAnalyzer = (context: Context): Json => ({ analyzer: summary(analyzerByName(context)) });

const summary = (analyzer: LiveAnalyzer): Json => ({
  createdAt: CREATED,
  status: 'ACTIVE',
  tags: {},
  ...omit(asJson(analyzer), ['archiveRules', 'findings']),
});

const analyzersOf = ({ world, account, call }: Context): readonly LiveAnalyzer[] =>
  world.analyzers.in(account, call.region);

export function analyzerByName(context: Context): LiveAnalyzer {
  const name = required(context, 'analyzerName');
  return there(
    analyzersOf(context).find((analyzer) => analyzer.name === name),
    name,
  );
}

/** Only the account that an analyzer is in may ask for its findings. */
export function analyzerByArn(context: Context): LiveAnalyzer {
  const { account, call } = context;
  const arn = required(context, 'analyzerArn');
  if (!/^arn:[^:]*:access-analyzer:[^:]*:[^:]*:analyzer\/.+$/.test(arn)) {
    throw commonError(call.service, 'validation', `Invalid analyzerArn: ${arn}`);
  }
  if (arn.split(':')[4] !== account) throw denied(call, 'identity');
  return there(
    analyzersOf(context).find((analyzer) => analyzer.arn === arn),
    arn,
  );
}

/** @throws AwsError for what an analyzer does not have */
export function there<Item>(item: Item | undefined, id: string): Item {
  if (item !== undefined) return item;
  throw new AwsError('ResourceNotFoundException', 404, `The resource ${id} could not be found.`, {
    fields: { resourceId: id, resourceType: 'access-analyzer' },
  });
}

/** A page of Access Analyzer: 100 at most. */
export const analyzerPage = <Item>(context: Context, list: readonly Item[]): Page<Item> =>
  tokenPage(context, list, { usual: 100, most: 100 });
