import { Button, Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import { IngestDialog } from './IngestDialog.tsx';
import { isUnderWay, type Pulse } from './queries.ts';
import { shortly } from './words.ts';

/** Where the server may ingest: how far that is, and the way to start one. */
export function IngestButton({ pulse: { ingest, ingestSource } }: { pulse: Pulse }) {
  const [opened, { open, close }] = useDisclosure(false);
  if (ingestSource === null) return null;
  const underWay = isUnderWay(ingest);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={open}
        aria-haspopup="dialog"
        leftSection={underWay ? <Loader size={14} aria-hidden /> : <GlyphIcon glyph="reload" size={16} />}
      >
        {ingest ? shortly(ingest) : 'Load again'}
      </Button>
      <IngestDialog opened={opened} onClose={close} ingest={ingest} source={ingestSource} />
    </>
  );
}
