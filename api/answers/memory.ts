import type { LoadedGeneration } from './loaded-generation.ts';

/** Answers that take long are kept as long as their generation, the latest of them: the next page asks the same. */
export class Memory<Answer> {
  readonly #known = new WeakMap<LoadedGeneration, Map<string, Promise<Answer>>>();

  /** @param question plain values that tell it from others */
  of(graph: LoadedGeneration, question: unknown, find: () => Promise<Answer>): Promise<Answer> {
    const answers = this.#known.get(graph) ?? new Map<string, Promise<Answer>>();
    this.#known.set(graph, answers);
    const key = JSON.stringify(question);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const [oldest] = answers.keys();
    if (answers.size >= KEPT) answers.delete(oldest!);
    const answer = find();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  }
}

const KEPT = 8;
