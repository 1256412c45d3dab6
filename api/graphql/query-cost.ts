import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

export interface QueryLimits {
  readonly depth: number;
  readonly aliases: number;
  readonly cost: number;
}

export interface Query {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Arguments that say how long the lists inside a field become. */
const SIZES = ['first', 'limit', 'k'];
/** What a list counts for that no argument bounds: evidence, conditions, tags. */
const UNSAID_SIZE = 5;
/** And what one counts for whose bound is taken away by `first: null`. */
const NULL_SIZE = 1000;

/**
 * Refuses a query that asks for too much, before any of it is answered. A field costs 1, or what its extension `cost` says,
 * times the sizes of the lists it is in, as its variables and defaults have them. What introspection costs is bounded by
 * graphql's own rule.
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkCost(query: Query, limits: QueryLimits): void {
  const root = query.schema.getRootType(query.operation.operation);
  if (root)
    new CostCheck(query, limits).selections(query.operation.selectionSet.selections, {
      type: root,
      depth: 1,
      times: 1,
    });
}

/** Where a selection stands. */
interface Place {
  readonly type: GraphQLNamedType;
  readonly depth: number;
  /** How many objects it is asked of. */
  readonly times: number;
  /** How long the lists here are, as an argument of the field around them says. */
  readonly size?: number;
}

class CostCheck {
  readonly #query: Query;
  readonly #limits: QueryLimits;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #cost = 0;
  #aliases = 0;

  constructor(query: Query, limits: QueryLimits) {
    this.#query = query;
    this.#limits = limits;
    const fragments = query.document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  selections(selections: readonly SelectionNode[], place: Place): void {
    if (place.depth > this.#limits.depth) refuse(`is more than ${this.#limits.depth} levels deep`);
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) this.#field(selection, place);
      else this.#fragment(selection, place);
    }
  }

  /** A fragment is charged as well, so that fragments that only spread others cannot multiply for nothing. */
  #fragment(selection: Exclude<SelectionNode, FieldNode>, place: Place): void {
    this.#charge(1);
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value)! : selection;
    const condition = fragment.typeCondition?.name.value;
    const type = condition === undefined ? place.type : this.#query.schema.getType(condition)!;
    this.selections(fragment.selectionSet.selections, { ...place, type });
  }

  #field(node: FieldNode, { type, depth, times, size = UNSAID_SIZE }: Place): void {
    if (node.alias !== undefined && ++this.#aliases > this.#limits.aliases) {
      refuse(`has more than ${this.#limits.aliases} aliases`);
    }
    const field = fieldOf(type, node.name.value);
    this.#charge(times * Number(field?.extensions['cost'] ?? 1));
    const inner = field && getNamedType(field.type);
    if (node.selectionSet === undefined || !isCompositeType(inner)) return;
    const own = sizeOf(getArgumentValues(field!, node, this.#query.variables));
    const length = isListType(getNullableType(field!.type)) ? (own.ids ?? size) : 1;
    this.selections(node.selectionSet.selections, {
      type: inner,
      depth: depth + 1,
      times: times * length,
      ...(own.size === undefined ? {} : { size: own.size }),
    });
  }

  #charge(cost: number): void {
    this.#cost += cost;
    if (this.#cost > this.#limits.cost) refuse(`would cost more than ${this.#limits.cost}: ask for shorter lists`);
  }
}

/** Undefined for introspection. */
const fieldOf = (type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

function sizeOf(values: Record<string, unknown>): { size?: number; ids?: number } {
  const said = SIZES.map((name) => values[name]).find((value) => value !== undefined);
  const size = said === null ? NULL_SIZE : typeof said === 'number' ? said : undefined;
  const { ids } = values;
  return {
    ...(size === undefined ? {} : { size: Math.max(1, size) }),
    ...(Array.isArray(ids) ? { ids: ids.length } : {}),
  };
}

function refuse(reason: string): never {
  throw new GraphQLError(`The query ${reason}.`, { extensions: { code: 'LIMIT_EXCEEDED' } });
}
