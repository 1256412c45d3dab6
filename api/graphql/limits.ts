import { type ExecutionArgs, getOperationAST, getVariableValues, GraphQLError, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { checkCost, type QueryLimits } from './query-cost.ts';

const MOST_TOKENS = 2000;
const LIMITS: QueryLimits = { depth: 12, aliases: 30, cost: 250_000 };

/** Refuses queries that are too long to parse or ask for too much. */
export const useLimits = (): Plugin => ({
  onParse({ setParseFn }) {
    setParseFn(parseWithin);
  },
  onExecute({ args, setResultAndStopExecution }) {
    const refusal = refusalOf(args);
    if (refusal !== null) setResultAndStopExecution({ errors: [refusal] });
  },
  onSubscribe({ args, setResultAndStopExecution }) {
    const refusal = refusalOf(args);
    if (refusal !== null) setResultAndStopExecution({ errors: [refusal] });
  },
});

function refusalOf(args: ExecutionArgs): GraphQLError | null {
  try {
    checkQuery(args);
    return null;
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function checkQuery({ schema, document, operationName, variableValues }: ExecutionArgs): void {
  const operation = getOperationAST(document, operationName);
  if (!operation) return;
  // With the defaults of the variables. Values that do not fit are for the execution to refuse.
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {});
  if (coerced) checkCost({ schema, document, operation, variables: coerced }, LIMITS);
}

function parseWithin(source: Parameters<typeof parse>[0], options: Parameters<typeof parse>[1]) {
  try {
    return parse(source, { ...options, maxTokens: MOST_TOKENS });
  } catch (error) {
    // graphql has no other sign of it than its message.
    if (!(error instanceof GraphQLError) || !error.message.includes(`${MOST_TOKENS} tokens`)) throw error;
    throw new GraphQLError(`The query has more than ${MOST_TOKENS} tokens.`, {
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
  }
}
