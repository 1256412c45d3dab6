/** Input that cannot be used; the message names the file and says the way out. The store stays as it was. */
export class IngestError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** A file that is not what it should be: the message names it, the place in it, and what was expected. */
export class ImportError extends IngestError {
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file}: ${problem}`, options);
    this.file = file;
  }
}

/** A snapshot folder that cannot be used. */
export class SnapshotError extends IngestError {}

/** AWS cannot be collected from, or no longer: what there is already is kept for a run with `--resume`. */
export class CollectError extends IngestError {}
