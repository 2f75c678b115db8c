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
const delimiters = [',', ';', '\t'];

/**
 * The records of a CSV file (RFC 4180) one by one, so that a file of any size takes the memory of a record.
 * UTF-8 with or without a byte order mark; lines end with LF or CRLF; what separates cells is what separates
 * those of the first record: a comma, a semicolon or a tab. Empty lines are left out.
 * @throws CsvError
 */
export async function* readCsv(file: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = new RecordReader();
  try {
    for await (const chunk of file) yield* reader.read(decoder.decode(chunk, { stream: true }));
    yield* reader.read(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CsvError(reader.line, 'The file is not UTF-8. Save it as "CSV UTF-8".');
  }
  yield* reader.end();
}

/** Where in a cell the reader stands. `after`: behind the closing quote, which may have been the first of two. */
type Place = 'start' | 'plain' | 'quoted' | 'after';

class RecordReader {
  line = 1;
  #place: Place = 'start';
  #firstLine = 1;
  #cell = '';
  #cells: string[] = [];
  #delimiter: string | undefined;
  #isBehindCr = false;

  *read(text: string): Generator<CsvRow> {
    for (const character of text) {
      // A carriage return ends a line only with a line feed behind it.
      if (this.#isBehindCr && character !== '\n') throw this.#error('A line ends with CR alone.');
      this.#isBehindCr = false;
      if (character === '\0') throw this.#error('The file holds binary data.');
      if (this.#place === 'quoted') this.#readQuoted(character);
      else if (character === '\n') yield* this.#endOfLine();
      else if (character === '\r') this.#isBehindCr = true;
      else this.#readOutside(character);
    }
  }

  *end(): Generator<CsvRow> {
    if (this.#place === 'quoted') throw this.#error(`The quote of line ${this.#firstLine} is never closed.`);
    if (this.#isBehindCr) throw this.#error('A line ends with CR alone.');
    yield* this.#endOfLine();
  }

  #readQuoted(character: string): void {
    if (character === '"') this.#place = 'after';
    else this.#append(character);
    if (character === '\n') this.line += 1;
  }

  #readOutside(character: string): void {
    if (character === '"') {
      if (this.#place === 'plain')
        throw this.#error('There is a quote inside a cell that has none around it.');
      if (this.#place === 'after') this.#append(character);
      this.#place = 'quoted';
    } else if (this.#isDelimiter(character)) this.#endOfCell();
    else {
      if (this.#place === 'after') throw this.#error('There is something behind a closing quote.');
      this.#append(character);
      this.#place = 'plain';
    }
  }

  #isDelimiter(character: string): boolean {
    if (this.#delimiter === undefined && delimiters.includes(character)) this.#delimiter = character;
    return character === this.#delimiter;
  }

  #append(text: string): void {
    this.#cell += text;
    if (this.#cell.length > maximumCellLength) throw this.#error('A cell is longer than 8,192 characters.');
  }

  #endOfCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#place = 'start';
    if (this.#cells.length > maximumCells) throw this.#error('A line has more than 512 cells.');
  }

  *#endOfLine(): Generator<CsvRow> {
    const isEmpty = this.#place === 'start' && this.#cells.length === 0;
    this.#endOfCell();
    const row = { line: this.#firstLine, cells: this.#cells };
    this.#cells = [];
    this.line += 1;
    this.#firstLine = this.line;
    if (!isEmpty) yield row;
  }

  #error(message: string): CsvError {
    return new CsvError(this.line, message);
  }
}
