/** How far an ingest has come: what the terminal, the API and the explorer show. */
export interface IngestProgress {
  /** What is being done now, in words: `collecting accounts`, `deriving hops`. */
  readonly step: string;
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
  /** Only while accounts are collected. */
  readonly accounts?: {
    /** Of those that are done, how many could not be read, or not all of it. */
    readonly failed: number;
    /** Ids of those under way. */
    readonly inFlight: readonly string[];
    /** Finished in a second, over the last while. */
    readonly perSecond: number;
    /** Null while nobody can say. */
    readonly secondsLeft: number | null;
  };
}
