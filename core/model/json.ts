declare const value: unique symbol;

/** A value as JSON text: passed on as it is, and decoded by who has to know what it says. */
export type Json<Value> = string & { readonly [value]: Value };

export const encode = <Value>(decoded: Value): Json<Value> => JSON.stringify(decoded) as Json<Value>;

export const decode = <Value>(json: Json<Value>): Value => JSON.parse(json) as Value;
