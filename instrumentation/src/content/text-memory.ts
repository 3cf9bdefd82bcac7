/** For what a part of the memory is kept, so that one use does not overwrite another. */
export type Region = 'arguments' | 'result' | 'size';

/** Bytes in which text is searched and escaped without becoming strings. Nothing in it outlives the work on one operation. */
export interface TextMemory {
  /** All of it; another object after it has grown. */
  readonly bytes: Buffer;
  /** Where at least so many bytes begin. They move when more are asked for. */
  region(name: Region, size: number): number;
  /** The bits of the patterns of secrets that the text has marks of; now and then of others, never of too few. */
  findMarks(text: string): number;
  /** The same of text that was escaped: no mark has a character that is. Up to 32 bytes behind it are overwritten. */
  findMarksIn(from: number, to: number): number;
  /** Writes the inside of the text's JSON string, as far as it fits between the places. Returns where it ends. */
  escape(text: string, at: number, end: number): number;
  /** Whether what was escaped last did not fit. */
  readonly isCut: boolean;
}
