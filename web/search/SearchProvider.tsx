import { useHotkeys, useWindowEvent } from '@mantine/hooks';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { SearchDialog } from './SearchDialog.tsx';

/** What a principal is searched for: to open it, or as one end of a question. */
export type Purpose = 'open' | 'from' | 'to';

const OpenSearch = createContext<(purpose: Purpose) => void>(() => undefined);

/** Opens the search. */
export const useSearch = () => useContext(OpenSearch);

export function SearchProvider({ children }: { children: ReactNode }) {
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  useHotkeys([['mod+K', () => setPurpose('open')]], []);
  useWindowEvent('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    event.preventDefault();
    setPurpose('open');
  });
  return (
    <OpenSearch value={setPurpose}>
      {children}
      <SearchDialog purpose={purpose} onClose={() => setPurpose(null)} />
    </OpenSearch>
  );
}

/** Whether what is typed goes into a text. */
const isWriting = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type)) ||
  target instanceof HTMLTextAreaElement;
