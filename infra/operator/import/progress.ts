import type { Terminal } from '../terminal.ts';

/** Shows progress on stderr. */
export interface Progress {
  at(done: number): void;
  end(): void;
}

const barLength = 24;
const pauseMilliseconds = 100;

/**
 * Shows progress as a bar on a terminal, elsewhere as a line at every tenth. With `isSilent` it shows nothing.
 */
export function progressOf(
  terminal: Terminal,
  total: number,
  { isSilent }: { readonly isSilent: boolean },
): Progress {
  if (isSilent || total === 0) return { at() {}, end() {} };
  const startedAt = terminal.now().getTime();
  const line = (done: number) => {
    const seconds = (terminal.now().getTime() - startedAt) / 1_000;
    const rate = seconds > 0 ? `, ${Math.round(done / seconds)} a second` : '';
    return `${String(Math.floor((done / total) * 100)).padStart(3)} %  ${done} of ${total}${rate}`;
  };
  return terminal.isInteractive ? barOn(terminal, total, line) : linesOn(terminal, total, line);
}

function barOn(terminal: Terminal, total: number, line: (done: number) => string): Progress {
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    at(done) {
      const now = terminal.now().getTime();
      if (now - drawnAt < pauseMilliseconds && done < total) return;
      drawnAt = now;
      const filled = Math.round((done / total) * barLength);
      const bar = `${'#'.repeat(filled)}${'-'.repeat(barLength - filled)}`;
      terminal.writeError(`\r[${bar}] ${line(done)}\u001b[K`);
    },
    end: () => terminal.writeError('\n'),
  };
}

function linesOn(terminal: Terminal, total: number, line: (done: number) => string): Progress {
  let told = 0;
  return {
    at(done) {
      const tenth = Math.floor((done / total) * 10);
      if (tenth === told) return;
      told = tenth;
      terminal.writeError(`${line(done)}\n`);
    },
    end() {},
  };
}
