import type { IngestProgress } from '../../core/model/ingest-progress.ts';
import { counted } from './numbers.ts';
import { note } from './streams.ts';

/**
 * Shows progress on stderr: on a terminal one line that changes, elsewhere one line a step, and more of a step that takes
 * long. Call `end` before anything else is said.
 */
export function progressOn(stream: NodeJS.WriteStream = process.stderr) {
  let step = '';
  let shownAt = 0;
  return {
    onProgress(progress: IngestProgress): void {
      const isNew = progress.step !== step;
      step = progress.step;
      const now = performance.now();
      const pause = stream.isTTY ? REDRAW_MS : LINE_MS;
      const isLast = stream.isTTY && progress.done >= progress.total;
      if (!isNew && !isLast && now - shownAt < pause) return;
      shownAt = now;
      if (stream.isTTY) stream.write(`${CLEAR_LINE}${progressText(progress)}`);
      else note(isNew ? `${step} …` : progressText(progress));
    },
    end(): void {
      if (stream.isTTY && step !== '') stream.write(CLEAR_LINE);
      step = '';
    },
  };
}

const REDRAW_MS = 100;
const LINE_MS = 10_000;
const CLEAR_LINE = '\r\u001b[K';

function progressText({ step, done, total, accounts }: IngestProgress): string {
  if (accounts === undefined) return total > 1 ? `${step} … ${Math.floor((100 * done) / total)} %` : `${step} …`;
  const { failed, inFlight, perSecond, secondsLeft } = accounts;
  return [
    `${step} … ${done} of ${total}`,
    ...(inFlight.length > 0 ? [`${inFlight.length} in flight`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(perSecond > 0 ? [`${perSecond.toFixed(1)} a second`] : []),
    ...(secondsLeft !== null && secondsLeft > 0 ? [`${timeText(secondsLeft)} left`] : []),
  ].join(', ');
}

const timeText = (seconds: number): string =>
  seconds < 90 ? counted(seconds, 'second') : counted(Math.round(seconds / 60), 'minute');
