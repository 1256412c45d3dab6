import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import classes from './paths.module.css';
import type { Path } from './queries.ts';

/** What the whole path asks for, in a sentence; why no one can walk it, where that is so; and what else to know. */
export function PathAsks({ path: { condition, notes } }: { path: Path }) {
  return (
    <div className={classes.asks}>
      {condition && (
        <p>
          <strong>Asks for</strong> {condition.sentence}.
        </p>
      )}
      {condition?.contradiction && (
        <p className={classes.contradiction}>
          <GlyphIcon glyph="warning" size={16} />
          <span>
            <strong>No one can walk it.</strong> {condition.contradiction}
          </span>
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
    </div>
  );
}
