/** An error as ClickHouse tells it; `code` is one of its error codes (src/Common/ErrorCodes.cpp). */
export class SqlException extends Error {
  override name = 'SqlException';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const unknownException = 1002;

/** Reads code and message out of whatever was thrown; the engine puts the code into its text, at times twice. */
export function toSqlException(error: unknown): SqlException {
  if (error instanceof SqlException) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = /^Code: (\d+)\. DB::Exception: /.exec(text)?.[1];
  if (code === undefined) return new SqlException(unknownException, text);
  return new SqlException(Number(code), text.replace(/^(Code: \d+\. DB::Exception: )+/, '').replace(/ \(version [^()]*\)/g, ''));
}

/** HTTP statuses as the server maps its codes (src/Server/HTTP/exceptionCodeToHTTPStatus.cpp); every other one is 500. */
const codesByStatus: Record<number, number[]> = {
  400: [6, 8, 15, 25, 26, 27, 36, 37, 38, 41, 44, 53, 62, 72, 117, 123, 167, 168, 223, 321, 376, 427, 441, 675, 676],
  401: [194],
  403: [192, 193, 497, 512, 516],
  404: [46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 152, 336, 511],
  408: [159],
  411: [381],
  413: [229],
  415: [779],
  501: [48],
  503: [76, 209, 439],
};
const statuses = new Map(Object.entries(codesByStatus).flatMap(([status, codes]) => codes.map((code) => [code, Number(status)])));

export function toHttpStatus(code: number): number {
  return statuses.get(code) ?? 500;
}
