import type { Terminal } from './terminal.ts';

/** Shows on stderr how far a command is. */
export interface Progress {
  /** @param done How many of the total are done. */
  at(done: number): void;
  /** Removes the line, so that a result can take its place. */
  clear(): void;
}

/** What is counted, and whether to show it. */
export interface ProgressOptions {
  /** `people`, `tenants`. */
  readonly what: string;
  /** How many there are; undefined where only the end tells. */
  readonly total?: number;
  /** With `--json`. */
  readonly isSilent: boolean;
}

const barLength = 20;
const redrawMilliseconds = 100;

/** A command that is done sooner shows no progress. */
const delayMilliseconds = 2_000;

/**
 * Shows progress on a terminal as one line that is drawn again: from two seconds on, with the rate and, where the total
 * is known, the time left. Into a file or a pipe, and with `isSilent`, it writes nothing.
 */
export function progressOf(terminal: Terminal, { what, total, isSilent }: ProgressOptions): Progress {
  if (isSilent || !terminal.isInteractive) return { at() {}, clear() {} };
  const startedAt = terminal.now().getTime();
  let drawnAt: number | undefined;
  return {
    at(done) {
      const now = terminal.now().getTime();
      if (now - startedAt < delayMilliseconds) return;
      if (drawnAt !== undefined && now - drawnAt < redrawMilliseconds) return;
      drawnAt = now;
      terminal.writeError(`\r${progressText(what, done, total, (now - startedAt) / 1_000)}\u001b[K`);
    },
    clear() {
      if (drawnAt !== undefined) terminal.writeError('\r\u001b[K');
      drawnAt = undefined;
    },
  };
}

/** Formats progress: `[#####-----] 50 %  500 of 1000 people, 100 a second, 5 s left`. */
export function progressText(what: string, done: number, total: number | undefined, seconds: number): string {
  const perSecond = done / seconds;
  const rate = `${Math.round(perSecond)} a second`;
  if (total === undefined) return `${done} ${what}, ${rate}`;
  const part = Math.min(1, done / Math.max(1, total));
  const filled = Math.round(part * barLength);
  const bar = `${'#'.repeat(filled)}${'-'.repeat(barLength - filled)}`;
  const left = perSecond > 0 ? `, ${durationText((total - done) / perSecond)} left` : '';
  return `[${bar}] ${Math.floor(part * 100)} %  ${done} of ${total} ${what}${left}`;
}

/** Formats a duration roughly: `40 s`, `3 min`, `2 h 5 min`. */
function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
