import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Info, CsvError as ParseError, parse } from 'csv-parse';

/** One record of a CSV file. */
export interface CsvRow {
  /** The line that it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const faults = {
  encoding: 'The file is neither UTF-8 nor UTF-16. Save it as "CSV UTF-8".',
  'too-many-cells': 'A line has more than 512 cells.',
  'cell-too-long': 'A cell is longer than 8,192 characters.',
  binary: 'The file contains binary data.',
  'line-ends': 'A line ends with CR alone.',
  'open-quote': 'A quote is never closed.',
  'open-quote-or-long': 'A quote is never closed, or a line is too long.',
  'text-after-quote': 'There is text after a closing quote.',
  'quote-inside': 'There is a quote inside an unquoted cell.',
  'no-csv': 'The file is not a CSV.',
} as const;

/** Why a file is not a CSV that can be read. */
export type CsvFault = keyof typeof faults;

/** Thrown for a file that is not a CSV. The message contains nothing of the file. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly line: number;
  readonly reason: CsvFault;

  constructor(line: number, reason: CsvFault) {
    super(faults[reason]);
    this.line = line;
    this.reason = reason;
  }
}

/** More than any export has. */
const maximumCells = 512;
const maximumCellLength = 8_192;
/** Of a record, so that a quote that is never closed does not gather the whole file. */
const maximumRecordBytes = 1_048_576;

/**
 * Yields the records of a CSV file (RFC 4180) one by one, so that a file of any size takes the memory of a record.
 * UTF-8 with or without a byte order mark, UTF-16 with one; lines end with LF or CRLF. What separates cells is what
 * Excel's first line `sep=;` names, else the first comma, semicolon or tab of the head. Lines without any text in
 * their cells, such as the `,,` of rows that were cleared in Excel, are left out.
 * @throws CsvError
 */
export async function* readCsv(file: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  let line = 1;
  try {
    for await (const { record, info } of records(decoded(file))) {
      line = info.lines;
      // A CR alone is counted or not, by where it stands.
      const row = checked({ line: Math.max(1, line - lineEndsIn(record)), cells: record });
      if (!isSeparatorLine(row) && record.some((cell) => cell.trim() !== '')) yield row;
    }
  } catch (error) {
    if (error instanceof ParseError) throw asCsvError(error);
    if (isNotUtf8(error)) throw new CsvError(line, 'encoding');
    throw error;
  }
}

async function* records(
  texts: AsyncGenerator<string>,
): AsyncGenerator<{ readonly record: readonly string[]; readonly info: Info }> {
  const head = await firstLines(texts);
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
  // The parser gives every reader the same error.
  const fed = pipeline(Readable.from(whole()), parser).catch(() => undefined);
  try {
    yield* parser;
  } finally {
    parser.destroy();
    await fed;
  }
}

async function* decoded(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let start: Buffer | undefined = Buffer.alloc(0);
  let decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of file) {
    if (start === undefined) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < 2) continue;
    decoder = new TextDecoder(encodingOf(start), { fatal: true });
    yield decoder.decode(start, { stream: true });
    start = undefined;
  }
  yield decoder.decode(start);
}

/** UTF-16 tells itself by its byte order mark alone. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** What may stand on a line of its own before the head: a template's version, or the type that PowerShell writes. */
const beforeHead = /^"?(?:version:|#TYPE )/i;

/** Text up to where the first two lines end at least, or as much as could be one. */
async function firstLines(texts: AsyncGenerator<string>): Promise<string> {
  let text = '';
  while (text.split('\n', 3).length < 3 && text.length < maximumRecordBytes) {
    const { done, value } = await texts.next();
    if (done) break;
    text += value;
  }
  return text;
}

const separatorLine = /^"?sep=([,;\t])"?\r?$/i;

/** The first that stands outside of quotes in the head; a file of one column has none. */
function delimiterOf(text: string): string {
  const [first = '', second = ''] = text.split('\n', 2);
  const [, named] = separatorLine.exec(first) ?? [];
  if (named !== undefined) return named;
  const inLine = (line: string) => /[,;\t]/.exec(line.replace(/"[^"]*"?/g, ''))?.[0];
  return inLine(first) ?? (beforeHead.test(first) ? inLine(second) : undefined) ?? ',';
}

/** Excel's `sep=;`, which the parser has cut at its own separator. */
function isSeparatorLine({ line, cells: [first = '', ...more] }: CsvRow): boolean {
  return line === 1 && /^sep=[,;\t]?$/i.test(first) && more.every((cell) => cell === '');
}

/** @throws CsvError of what the parser takes and no export has */
function checked(row: CsvRow): CsvRow {
  const { line, cells } = row;
  if (cells.length > maximumCells) throw new CsvError(line, 'too-many-cells');
  for (const cell of cells) {
    if (cell.length > maximumCellLength) throw new CsvError(line, 'cell-too-long');
    if (cell.includes('\0')) throw new CsvError(line, 'binary');
    if (/\r(?!\n)/.test(cell)) throw new CsvError(line, 'line-ends');
  }
  return row;
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

const faultOf: Readonly<Partial<Record<ParseError['code'], CsvFault>>> = {
  CSV_QUOTE_NOT_CLOSED: 'open-quote',
  CSV_MAX_RECORD_SIZE: 'open-quote-or-long',
  CSV_INVALID_CLOSING_QUOTE: 'text-after-quote',
  INVALID_OPENING_QUOTE: 'quote-inside',
};

function asCsvError({ code, ...details }: ParseError): CsvError {
  const lines: unknown = details['lines'];
  return new CsvError(typeof lines === 'number' ? lines : 1, faultOf[code] ?? 'no-csv');
}

function isNotUtf8(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
