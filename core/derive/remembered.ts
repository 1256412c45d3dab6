/**
 * The same function of lists, called once for each list it is given, as long as that list is there. Lists of one are
 * not worth remembering: there are many, and they come once.
 */
export function remembered<Item, Value>(make: (list: readonly Item[]) => Value): (list: readonly Item[]) => Value {
  const made = new WeakMap<readonly Item[], Value>();
  return (list) => {
    if (list.length === 1) return make(list);
    const known = made.get(list);
    if (known !== undefined) return known;
    const value = make(list);
    made.set(list, value);
    return value;
  };
}
