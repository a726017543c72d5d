/** Where a delivery stands in a log file, as who delivers it says. */
export interface FileOrigin {
  /** The file's name on its node, such as `audit.log`. */
  readonly name: string;
  /** Tells contents apart that had the same name one after another. */
  readonly content: string;
  /** Where the delivery begins, in bytes from the beginning of the content. */
  readonly at: number;
}

/** Which entries of a record stood in a log file, and what stood between them: with it, the file can be written again. */
export interface FilePart extends Pick<FileOrigin, 'name' | 'content'> {
  readonly runs: readonly FileRun[];
}

/**
 * Entries that followed each other in a file. The texts have one character a byte (latin1), because what lies between
 * events need not be UTF-8.
 */
export interface FileRun {
  /** Its first entry, counted from the first of the record. */
  readonly first: number;
  readonly entries: number;
  /** Where it begins, in bytes from the beginning of the content. */
  readonly at: number;
  /** What stood before its first entry. */
  readonly before: string;
  /** What stood after each entry, with how many entries in a row it did. */
  readonly after: readonly (readonly [count: number, text: string])[];
}
