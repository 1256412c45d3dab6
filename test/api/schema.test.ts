import { lexicographicSortSchema, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../api/graphql/schema.ts';

/** After a change of the schema: `npm run schema`. */
test('schema.graphql is the schema that is served', async () => {
  await expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toMatchFileSnapshot('../../schema.graphql');
});
