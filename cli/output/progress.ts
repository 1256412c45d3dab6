import type { LoadProgress } from '../../store/index.ts';
import { note } from './streams.ts';

/** Shows progress on stderr: on a terminal one line that changes, elsewhere one line a step. Call `end` before anything else is said. */
export function progressOn(stream: NodeJS.WriteStream = process.stderr) {
  let step = '';
  let shownAt = 0;
  return {
    onProgress(progress: LoadProgress): void {
      const isNew = progress.step !== step;
      step = progress.step;
      if (!stream.isTTY) return isNew ? note(`${step} …`) : undefined;
      const now = performance.now();
      if (!isNew && progress.done < progress.total && now - shownAt < REDRAW_MS) return;
      shownAt = now;
      stream.write(`${CLEAR_LINE}${progressText(progress)}`);
    },
    end(): void {
      if (stream.isTTY && step !== '') stream.write(CLEAR_LINE);
    },
  };
}

const REDRAW_MS = 100;
const CLEAR_LINE = '\r\u001b[K';

const progressText = ({ step, done, total }: LoadProgress): string =>
  total > 1 ? `${step} … ${Math.floor((100 * done) / total)} %` : `${step} …`;
