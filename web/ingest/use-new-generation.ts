import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { pulse, type Pulse } from './queries.ts';

export type NewGeneration = NonNullable<Pulse['generation']>;

/**
 * Asks everything again when the server has another generation, whoever has loaded it. What is shown stays until the new
 * answer is there.
 * @returns the generation that came while the page was open, until `dismiss` is called
 */
export function useNewGeneration(current: Pulse | undefined): { arrived: NewGeneration | null; dismiss: () => void } {
  const queries = useQueryClient();
  const [arrived, setArrived] = useState<NewGeneration | null>(null);
  const seen = useRef<number | null | undefined>(undefined);
  const generation = current?.generation;
  useEffect(() => {
    if (generation === undefined) return;
    const before = seen.current;
    seen.current = generation?.generation ?? null;
    if (before === undefined || before === seen.current) return;
    setArrived(generation);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== pulse.queryKey[0] });
  }, [generation, queries]);
  return { arrived, dismiss: () => setArrived(null) };
}
