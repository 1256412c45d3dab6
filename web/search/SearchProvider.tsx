import { useHotkeys } from '@mantine/hooks';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { SearchDialog } from './SearchDialog.tsx';

/** What a principal is searched for: to open it, or as one end of a question. */
export type Purpose = 'open' | 'from' | 'to';

const OpenSearch = createContext<(purpose: Purpose) => void>(() => undefined);

/** Opens the search. */
export const useSearch = () => useContext(OpenSearch);

export function SearchProvider({ children }: { children: ReactNode }) {
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  useHotkeys([
    ['mod+K', () => setPurpose('open')],
    ['/', () => setPurpose('open')],
  ]);
  return (
    <OpenSearch value={setPurpose}>
      {children}
      <SearchDialog purpose={purpose} onClose={() => setPurpose(null)} />
    </OpenSearch>
  );
}
