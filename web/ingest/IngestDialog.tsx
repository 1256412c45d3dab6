import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { explainError } from '../ui/explain-error.ts';
import { IngestOutcome } from './IngestOutcome.tsx';
import { IngestRunning } from './IngestRunning.tsx';
import { type Ingest, isUnderWay, pulse, startIngest, stopIngest } from './queries.ts';

interface IngestDialogProps {
  opened: boolean;
  onClose: () => void;
  ingest: Ingest | null;
  source: string;
}

/** Starts an ingest once that is confirmed, shows how far it is and what it has come to, and stops it. */
export function IngestDialog({ opened, onClose, ingest, source }: IngestDialogProps) {
  const underWay = isUnderWay(ingest);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Load a new generation"
      size="lg"
      radius="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="lg">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          Reads <strong>{source}</strong> again. Answers stay as they are until all of it is read.
        </Text>
        {ingest && (underWay ? <IngestRunning ingest={ingest} /> : <IngestOutcome ingest={ingest} />)}
        <Actions ingest={ingest} />
      </Stack>
    </Modal>
  );
}

function Actions({ ingest }: { ingest: Ingest | null }) {
  const queries = useQueryClient();
  const underWay = isUnderWay(ingest);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (what: 'start' | 'resume' | 'stop') => {
      await (what === 'stop' ? stopIngest() : startIngest(what === 'resume'));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: pulse.queryKey }),
  });
  return (
    <>
      {error && (
        <Alert color="red" role="alert">
          {explainError(error)}
        </Alert>
      )}
      <Group justify="flex-end">
        {(ingest?.state === 'STOPPED' || ingest?.state === 'FAILED') && (
          <Button variant="default" loading={isPending} onClick={() => mutate('resume')}>
            Go on where it was
          </Button>
        )}
        <Button
          variant={underWay ? 'default' : 'filled'}
          loading={isPending}
          disabled={ingest?.state === 'STOPPING'}
          onClick={() => mutate(underWay ? 'stop' : 'start')}
        >
          {underWay ? 'Stop' : 'Start'}
        </Button>
      </Group>
    </>
  );
}
