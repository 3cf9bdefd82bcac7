/** For what a part of the memory is kept, so that one use does not overwrite another. */
export type Region = 'arguments' | 'result' | 'size';

/** Characters of the longest string whose size is measured whole; a control character becomes six bytes. */
export const MOST_MEASURED = 16_384;
export const SIZE_REGION = MOST_MEASURED * 6;

/** Bytes in which text is searched and escaped without becoming strings. What is in a region is there until the region is used again. */
export interface TextMemory {
  /** All of it; another object once it has pages. */
  readonly bytes: Buffer;
  /** Bytes of the regions for captured text. */
  readonly limit: number;
  /** Where a region begins. */
  region(name: Region): number;
  /** So many parts of it for whatever they are needed for, which stay where they are. None if it cannot have them, or has some already. */
  pages(count: number, size: number): Buffer[];
  /** The bits of the patterns of secrets that the text has marks of; now and then of others, never of too few. */
  findMarks(text: string): number;
  /** The same of text that is in the memory, escaped: no mark has a character that is. Up to 32 bytes behind it are overwritten. */
  findMarksIn(from: number, to: number): number;
  /** The same of what was escaped last, and is between these places. */
  findMarksInEscaped(from: number, to: number): number;
  /** Writes the inside of the text's JSON string, as far as it fits between the places. Returns where it ends. */
  escape(text: string, at: number, end: number): number;
  /** Writes the text itself, in the same way. Up to 32 bytes behind it are overwritten. */
  copy(text: string, at: number, end: number): number;
  /** The bits of the patterns of secrets that what was copied last has marks of. */
  readonly copiedMarks: number;
  /** Whether what was escaped or copied last did not fit. */
  readonly isCut: boolean;
}

/** Whether a text of which so many bytes of UTF-8 were written had no room for all: no character takes more than four. */
export function isCut(text: string, written: number, room: number): boolean {
  return room - written < 4 && Buffer.byteLength(text) > room;
}
