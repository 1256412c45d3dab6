import { useDocumentTitle } from '@mantine/hooks';

/** The page's name in tabs and in the history; renders nothing. */
export function PageTitle({ title }: { title: string }) {
  useDocumentTitle(`${title} · rolereach`);
  return null;
}
