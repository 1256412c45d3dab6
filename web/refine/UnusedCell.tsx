import type { RefinementInShort } from './queries.ts';
import classes from './refine.module.css';
import { sumOf } from './words.ts';

/** How much of what a role may do it does not use; nothing where that was not looked at. */
export function UnusedCell({ refinement }: { refinement: RefinementInShort | undefined }) {
  if (refinement === undefined) return null;
  const { known, actionCounts, proven } = refinement;
  return (
    <span className={classes.cell} data-quiet={!known || actionCounts.unused === 0 || undefined}>
      {!known
        ? 'not known'
        : proven === false
          ? 'not proven'
          : `${actionCounts.unused.toLocaleString('en')} of ${sumOf(actionCounts).toLocaleString('en')}`}
    </span>
  );
}
