import type { ExportFormat } from './format.ts';
import { hopRecord, nodeRecord } from './records.ts';

/** One JSON object a line. */
export const jsonl: ExportFormat = {
  nodes: {
    head: '',
    page: (principals) => principals.map((principal) => `${JSON.stringify(nodeRecord(principal))}\n`),
    tail: '',
  },
  edges: {
    head: () => [],
    endpoint: (id) => JSON.stringify(id),
    *hopClass(details, sources, targets) {
      const rest = JSON.stringify(hopRecord(details)).slice(1);
      for (const from of sources) for (const to of targets) yield `{"from":${from},"to":${to},${rest}\n`;
    },
    tail: '',
  },
};
