/** What a response or the parameters of a call are made of. */
export type Json = { readonly [name: string]: JsonValue };
export type JsonValue = string | number | boolean | null | undefined | Date | Json | readonly JsonValue[];

/** Raw AWS data of a snapshot, whose interfaces have no index signature. */
export const asJson = (value: object): Json => value as Json;
export const asJsonList = (values: readonly object[]): readonly Json[] => values as readonly Json[];

/** A parameter that is text; query requests have no others. */
export const text = (parameters: Json, name: string): string => {
  const value = parameters[name];
  return typeof value === 'string' ? value : '';
};

/** A parameter that is a list of texts. */
export const texts = (parameters: Json, name: string): readonly string[] => {
  const value = parameters[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
};

/** A parameter that is a number, in whichever way the protocol writes it. */
export const number = (parameters: Json, name: string): number | undefined => {
  const value = parameters[name];
  return value === undefined || value === null ? undefined : Number(value);
};

/** An object with some of its members. */
export const pick = (object: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, object[name]]));

/** An object without some of its members. */
export const omit = (object: Json, names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
