import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../docs/decisions/', import.meta.url);

/** A decision record, as its first lines say. */
export interface DecisionRecord {
  readonly file: string;
  /** `0004`. */
  readonly number: string;
  readonly title: string;
  /** `2026-11-23`. */
  readonly date: string;
  readonly text: string;
}

/**
 * Returns the records in `docs/decisions`, in order.
 * @throws Error for a record without a title of the form `# 0004: Title` or without a date
 */
export function decisionRecords(): readonly DecisionRecord[] {
  const files = readdirSync(folder).filter((file) => /^\d{4}-/.test(file));
  return files.sort().map((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const [, number, title] = /^# (\d{4}): (.+)\n/.exec(text) ?? [];
    const [, date] = /^Date: (\d{4}-\d\d-\d\d)/m.exec(text) ?? [];
    if (number === undefined || title === undefined || date === undefined) {
      throw new Error(`${file} lacks its number, title or date`);
    }
    return { file, number, title, date, text };
  });
}

/** Returns the index of the records: a row for each. */
export function decisionsTable(): string {
  const rows = decisionRecords().map(
    ({ file, number, title, date }) => `| [${number}](${file}) | ${title} | ${date} |`,
  );
  return ['| record | decision | date |', '|---|---|---|', ...rows].join('\n');
}
