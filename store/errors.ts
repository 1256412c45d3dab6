/** What can go wrong with a store, in words for the person who runs it: each message says the way out. */
export class StoreError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

export class StoreUrlError extends StoreError {}
export class StoreEmptyError extends StoreError {}
export class StoreLockedError extends StoreError {}
export class StoreUnavailableError extends StoreError {}
/** A load could not be written; the store is as it was. */
export class StoreWriteError extends StoreError {}
export class StoreCorruptError extends StoreError {}
export class StoreFormatError extends StoreError {}
export class UnknownGenerationError extends StoreError {}
export class CypherUnavailableError extends StoreError {}
export class CypherRefusedError extends StoreError {}
export class CypherFailedError extends StoreError {}
