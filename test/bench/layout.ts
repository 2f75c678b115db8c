/** Lines of cells as a table: the first column to the left, all others to the right. */
export function layOut(lines: readonly (readonly string[])[]): string {
  const count = Math.max(...lines.map(({ length }) => length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function milliseconds(value: number): string {
  return value.toFixed(value < 1 ? 3 : value < 100 ? 2 : 0);
}

export function ratio(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)}×`;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
