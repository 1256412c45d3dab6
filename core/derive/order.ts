/** Order by code unit: the same on every machine and in every language. */
export const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => compareText(a.id, b.id);

export const byRole = (a: { readonly role: string }, b: { readonly role: string }): number =>
  compareText(a.role, b.role);
