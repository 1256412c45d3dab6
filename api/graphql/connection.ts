import type { FieldMap, ObjectFieldBuilder } from '@pothos/core';
import { builder, type SchemaTypes } from './builder.ts';
import type { Page } from './page.ts';

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;
export type Edge<Item> = Item & { readonly cursor: string };

/**
 * The types of a connection: `NAMEConnection` and `NAMEEdge`, with what `edgeFields` and `more` add to them.
 * The relay plugin's own connections would page backwards as well, which nothing here does.
 */
export function connectionType<Item extends object, More extends object = object>(
  name: string,
  edgeFields: (t: ObjectFieldBuilder<Types, Edge<Item>>) => FieldMap,
  more: { description?: string; fields?: (t: ObjectFieldBuilder<Types, Page<Item> & More>) => FieldMap } = {},
) {
  const EdgeType = builder.objectRef<Edge<Item>>(`${name}Edge`).implement({
    fields: (t) => ({ cursor: t.string({ resolve: ({ cursor }) => cursor }), ...edgeFields(t) }),
  });
  return builder.objectRef<Page<Item> & More>(`${name}Connection`).implement({
    ...(more.description === undefined ? {} : { description: more.description }),
    fields: (t) => ({
      edges: t.field({ type: [EdgeType], resolve: ({ edges }) => [...edges] }),
      pageInfo: t.field({ type: builder.pageInfoRef(), resolve: ({ pageInfo }) => pageInfo }),
      totalCount: t.int({ resolve: ({ totalCount }) => totalCount }),
      ...more.fields?.(t),
    }),
  });
}
