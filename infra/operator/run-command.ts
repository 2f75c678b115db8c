import type { Command } from 'commander';
import { type Desk, type GlobalOptions, openDesk } from './command-context.ts';
import { RefusalReported, type Report } from './command-result.ts';
import type { Terminal } from './terminal.ts';

/** The commands that only read. Every other one first says which account and region of AWS it is about to change. */
const readers: ReadonlySet<string> = new Set(['list', 'show', 'history', 'explain', 'doctor', 'article']);

/** A command's work between its arguments and its report. @throws whatever `explainFailure` explains */
export type Act = (desk: Desk) => Promise<Report>;

/**
 * Opens the desk that the options of `command` ask for, acts, and writes the report as they ask for it.
 * @throws RefusalReported behind a report that is one
 */
export async function perform(terminal: Terminal, command: Command, act: Act): Promise<void> {
  const desk = await openDesk(command.optsWithGlobals<GlobalOptions>(), terminal);
  try {
    const place = readers.has(command.name()) ? undefined : await desk.place();
    if (place !== undefined && !desk.json) {
      terminal.writeError(`Stage ${place.stage}: account ${place.account}, region ${place.region}.\n`);
    }
    const { text, json, warnings = [], isRefusal = false } = await act(desk);
    if (desk.json) {
      const document = {
        ...json,
        ...(place === undefined ? {} : { place }),
        ...(warnings.length === 0 ? {} : { warnings }),
      };
      terminal.write(`${JSON.stringify(document)}\n`);
    } else {
      terminal.write(`${text}\n`);
      for (const { message } of warnings) terminal.writeError(`Warning: ${message}\n`);
    }
    if (isRefusal) throw new RefusalReported();
  } finally {
    desk.close();
  }
}
