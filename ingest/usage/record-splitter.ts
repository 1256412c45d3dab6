/** No event of CloudTrail is nearly as long. */
const LONGEST = 8_000_000;

/** What is longer than any record can be, so that the text holds something else. */
export class RecordTooLongError extends Error {}

/**
 * Cuts a text that comes in pieces into the JSON texts of its records, and holds no more of it than one of them: the items of
 * a list, of the list `Records` or `Events` of an object, or one value after another. Whether a record is JSON is for its
 * reader to say.
 */
export class RecordSplitter {
  #text = '';
  #at = 0;
  #depth = 0;
  /** At which depth records are. */
  #level = 0;
  /** Where the record under way begins; -1 outside of any. */
  #start = -1;
  #stringStart = -1;
  #string = '';
  #hasContent = false;
  /** Whether the object's list has been read, and what follows in it is none. */
  #behindList = false;

  /** @throws RecordTooLongError */
  *push(piece: string): Generator<string> {
    this.#forget();
    this.#hasContent ||= piece.trim() !== '';
    this.#text += piece;
    for (; this.#at < this.#text.length; this.#at++) {
      if (this.#stringStart >= 0 && !this.#toStringEnd()) break;
      const record = this.#take(this.#text[this.#at]!);
      if (record !== null) yield record;
    }
    const begun = this.#begun;
    if (begun >= 0 && this.#text.length - begun > LONGEST) throw new RecordTooLongError();
  }

  /** What stands at the very end of the text without anything that ends it; null where nothing does. */
  end(): string | null {
    return this.#start < 0 ? null : this.#emit(this.#text.length);
  }

  /** Whether nothing but white space has come. */
  get isEmpty(): boolean {
    return !this.#hasContent;
  }

  /** Whether the text has begun something that it has not ended. */
  get isOpen(): boolean {
    return this.#depth > 0 || this.#stringStart >= 0;
  }

  /** Keeps what is still needed: the record, or the string, under way. */
  #forget(): void {
    const from = this.#begun >= 0 ? this.#begun : this.#at;
    this.#text = this.#text.slice(from);
    this.#at -= from;
    if (this.#start >= 0) this.#start -= from;
    if (this.#stringStart >= 0) this.#stringStart -= from;
  }

  /** Where the record, or else the string, under way begins; -1 outside of any. */
  get #begun(): number {
    return this.#start >= 0 ? this.#start : this.#stringStart;
  }

  /** Goes to the quote that ends the string; false where the text ends before. */
  #toStringEnd(): boolean {
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (char === '"') return true;
      if (char === '\\') this.#at++;
    }
    return false;
  }

  #take(char: string): string | null {
    switch (char) {
      case '"':
        return this.#quote();
      case '{':
      case '[':
        return this.#open(char);
      case '}':
      case ']':
        return this.#close();
      default:
        return this.#other(char);
    }
  }

  #quote(): string | null {
    if (this.#stringStart < 0) {
      if (this.#isBetweenRecords()) this.#start = this.#at;
      this.#stringStart = this.#at;
      return null;
    }
    const isRecord = this.#depth === this.#level && this.#start === this.#stringStart;
    if (this.#depth === 1 && this.#level === 0) this.#string = this.#text.slice(this.#stringStart + 1, this.#at);
    this.#stringStart = -1;
    return isRecord ? this.#emit(this.#at + 1) : null;
  }

  #open(char: string): string | null {
    const isList = char === '[';
    if (isList && this.#depth === 0) this.#beginList(1);
    else if (isList && this.#depth === 1 && this.#level === 0 && !this.#behindList && LISTS.has(this.#string))
      this.#beginList(2);
    else {
      if (this.#isBetweenRecords()) this.#start = this.#at;
      this.#depth++;
    }
    return null;
  }

  #beginList(level: number): void {
    this.#level = level;
    this.#depth = level;
    this.#start = -1;
  }

  #close(): string | null {
    const bare = this.#depth === this.#level && this.#start >= 0 ? this.#emit(this.#at) : null;
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#level > 0 && this.#depth < this.#level) {
      this.#behindList = this.#level === 2;
      this.#level = 0;
      return bare;
    }
    const ended = this.#depth === this.#level && this.#start >= 0 ? this.#emit(this.#at + 1) : bare;
    if (this.#depth === 0) this.#behindList = false;
    return ended;
  }

  /** A number, or something that is no JSON: a record of its own, for its reader to refuse. */
  #other(char: string): string | null {
    const isGap = char === ',' || char <= ' ';
    if (!isGap && this.#isBetweenRecords()) this.#start = this.#at;
    return isGap && this.#depth === this.#level && this.#start >= 0 ? this.#emit(this.#at) : null;
  }

  #isBetweenRecords(): boolean {
    return this.#depth === this.#level && this.#start < 0 && !this.#behindList;
  }

  #emit(end: number): string {
    const record = this.#text.slice(this.#start, end);
    this.#start = -1;
    return record;
  }
}

/** Of a log file, and of `aws cloudtrail lookup-events`. */
const LISTS: ReadonlySet<string> = new Set(['Records', 'Events']);
