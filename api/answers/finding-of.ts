import type { Finding } from '../../core/model/finding.ts';
import type { GraphReader } from '../../store/index.ts';
import { QuestionError } from './errors.ts';

/** A finding by its id, with or without its analyzer's. @throws QuestionError */
export async function findingOf(reader: GraphReader, id: string): Promise<Finding> {
  const found = (await reader.findings()).filter((finding) => finding.id === id || finding.findingId === id);
  if (found.length === 1) return found[0]!;
  const what = found.length === 0 ? 'No finding about a role' : 'More than one finding';
  throw new QuestionError(found.length === 0 ? 'NOT_FOUND' : 'AMBIGUOUS', `${what} has the id "${id}".`);
}
