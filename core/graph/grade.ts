/** How sure a hop class is, or a chain: that of its weakest hop. A search of a grade follows hops up to that grade. */
export const ALLOWED = 0;
export const CONDITIONAL = 1;
/** Something could not be read: the hop may exist. */
export const UNCERTAIN = 2;

export const GRADE_COUNT = 3;
