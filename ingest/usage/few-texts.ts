/** The first few of the texts that were added, sorted, each once: the same in whichever order they come. */
export class FewTexts {
  readonly #texts: string[] = [];
  readonly #most: number;
  /** Whether there were others. */
  hasMore = false;

  constructor(most: number) {
    this.#most = most;
  }

  get all(): readonly string[] {
    return this.#texts;
  }

  /** Leaves out what is no text. */
  add(value: unknown): void {
    if (typeof value !== 'string' || value === '') return;
    const text = value.slice(0, LONGEST);
    if (this.#texts.includes(text)) return;
    const at = this.#texts.findIndex((known) => text < known);
    this.#texts.splice(at < 0 ? this.#texts.length : at, 0, text);
    if (this.#texts.length <= this.#most) return;
    this.#texts.pop();
    this.hasMore = true;
  }
}

/** A session name has 64 characters at most, like a source identity. */
const LONGEST = 128;
