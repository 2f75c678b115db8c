import { vi } from 'vitest';

/** Everything written to stdout while `act` runs, line by line, each read as JSON. */
export async function linesLogged(act: () => unknown): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const written: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  try {
    await act();
  } finally {
    stdout.mockRestore();
  }
  const text = written.join('');
  return text === ''
    ? []
    : text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => JSON.parse(line));
}
