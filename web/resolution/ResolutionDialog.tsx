import { Modal, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Resolution } from '../route/route.ts';
import { useRoute } from '../route/use-route.ts';

/** What is in the dialog is loaded when it is first opened. */
const ArchiveRule = lazy(async () => ({ default: (await import('./ArchiveRule.tsx')).ArchiveRule }));
const TakeAway = lazy(async () => ({ default: (await import('./TakeAway.tsx')).TakeAway }));

/** What the URL says is to be done about an access: taken away, or its finding archived. */
export function ResolutionDialog() {
  const { route, change } = useRoute();
  const { resolution } = route;
  return (
    <Modal
      opened={resolution !== null}
      onClose={() => change({ resolution: null, breakGlass: [] })}
      title={resolution === null ? '' : TITLES[resolution.kind]}
      size="xl"
      radius="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Suspense fallback={<Skeleton height={280} />}>
        {resolution?.kind === 'cut' && <TakeAway cut={resolution.cut} />}
        {resolution?.kind === 'archive' && <ArchiveRule finding={resolution.finding} />}
      </Suspense>
    </Modal>
  );
}

const TITLES: Readonly<Record<Resolution['kind'], string>> = {
  cut: 'Take this access away',
  archive: 'Archive this finding',
};
