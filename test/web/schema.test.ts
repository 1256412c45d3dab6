import { readFileSync } from 'node:fs';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { expect, test } from 'vitest';

/** The explorer's queries are typed from this file. After a change of the schema: `npx vitest run test/web/schema.test.ts -u`. */
test('the types of the explorer’s queries are those of schema.graphql', async () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const introspection = minifyIntrospection(introspectionFromSchema(schema));
  const types = outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true });
  await expect(types).toMatchFileSnapshot('../../web/generated/schema.generated.d.ts');
});
