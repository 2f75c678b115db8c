import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Info, CsvError as ParseError, parse } from 'csv-parse';

/** One record of a CSV file. */
export interface CsvRow {
  /** The line that it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file that is no CSV. The message repeats none of it. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** More than any export has. */
const maximumCells = 512;
const maximumCellLength = 8_192;
/** Of a record, so that a quote that is never closed does not gather the whole file. */
const maximumRecordBytes = 1_048_576;

/**
 * The records of a CSV file (RFC 4180) one by one, so that a file of any size takes the memory of a record.
 * UTF-8 with or without a byte order mark; lines end with LF or CRLF; what separates cells is what separates
 * those of the first line: a comma, a semicolon or a tab. Empty lines are left out.
 * @throws CsvError
 */
export async function* readCsv(file: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  let line = 1;
  try {
    for await (const { record, info } of records(decoded(file))) {
      line = info.lines;
      // A CR alone is counted or not, by where it stands.
      yield checked({ line: Math.max(1, line - lineEndsIn(record)), cells: record });
    }
  } catch (error) {
    if (error instanceof ParseError) throw asCsvError(error);
    if (isNotUtf8(error)) throw new CsvError(line, 'The file is not UTF-8. Save it as "CSV UTF-8".');
    throw error;
  }
}

async function* records(
  texts: AsyncGenerator<string>,
): AsyncGenerator<{ readonly record: readonly string[]; readonly info: Info }> {
  const head = await firstLine(texts);
  const parser = parse({
    delimiter: delimiterOf(head),
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maximumRecordBytes,
    info: true,
  });
  const whole = async function* () {
    yield head;
    yield* texts;
  };
  // The parser gives the same error to whoever reads from it.
  const fed = pipeline(Readable.from(whole()), parser).catch(() => undefined);
  try {
    yield* parser;
  } finally {
    parser.destroy();
    await fed;
  }
}

async function* decoded(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of file) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Text up to where the first line ends at least, or as much as could be one. */
async function firstLine(texts: AsyncGenerator<string>): Promise<string> {
  let text = '';
  while (!text.includes('\n') && text.length < maximumRecordBytes) {
    const { done, value } = await texts.next();
    if (done) break;
    text += value;
  }
  return text;
}

/** The first that stands outside of quotes; a file of one column has none. */
function delimiterOf(head: string): string {
  const [line = ''] = head.split('\n', 1);
  return /[,;\t]/.exec(line.replace(/"[^"]*"?/g, ''))?.[0] ?? ',';
}

/** @throws CsvError of what the parser takes and no export has */
function checked(row: CsvRow): CsvRow {
  const { line, cells } = row;
  if (cells.length > maximumCells) throw new CsvError(line, 'A line has more than 512 cells.');
  for (const cell of cells) {
    if (cell.length > maximumCellLength) throw new CsvError(line, 'A cell is longer than 8,192 characters.');
    if (cell.includes('\0')) throw new CsvError(line, 'The file holds binary data.');
    if (/\r(?!\n)/.test(cell)) throw new CsvError(line, 'A line ends with CR alone.');
  }
  return row;
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

const messages: Readonly<Partial<Record<ParseError['code'], string>>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is never closed.',
  CSV_MAX_RECORD_SIZE: 'A quote is never closed, or a line is longer than any export has.',
  CSV_INVALID_CLOSING_QUOTE: 'There is something behind a closing quote.',
  INVALID_OPENING_QUOTE: 'There is a quote inside a cell that has none around it.',
};

function asCsvError({ code, ...details }: ParseError): CsvError {
  const lines: unknown = details['lines'];
  return new CsvError(typeof lines === 'number' ? lines : 1, messages[code] ?? 'The file is no CSV.');
}

function isNotUtf8(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
