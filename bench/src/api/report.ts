/** What a part of the benchmark found: lines to print, and the limits that were not kept. */
export interface Report {
  lines: string[];
  failures: string[];
}

/** One line of a report; `kept` tells whether the limit in it is kept. */
export interface Line {
  text: string;
  kept?: boolean;
}

export function toReport(lines: readonly Line[]): Report {
  return {
    lines: lines.map(({ text, kept = true }) => `${text}${kept ? '' : '  NOT KEPT'}`),
    failures: lines.filter(({ kept = true }) => !kept).map(({ text }) => text.replace(/\s+/g, ' ')),
  };
}

export function toMebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
