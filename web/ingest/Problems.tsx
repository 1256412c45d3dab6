import type { Problem } from './queries.ts';
import { CAUSES } from './words.ts';

/** What could not be read of one account: the call, why, and what would help. */
export const Problems = ({ of, note, problems }: { of: string; note: string; problems: readonly Problem[] }) => (
  <li>
    <strong>{of}</strong> <small>{note}</small>
    {problems.map(({ operation, region, cause, message, missingPermission }, index) => (
      <p key={index}>
        <code>{operation}</code>
        {region && ` in ${region}`}: {CAUSES[cause]}. {message}
        {missingPermission && (
          <>
            {' '}
            Allow <code>{missingPermission}</code>.
          </>
        )}
      </p>
    ))}
  </li>
);
