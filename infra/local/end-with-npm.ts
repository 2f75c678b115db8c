import { readFileSync } from 'node:fs';

/** How often it is looked, in milliseconds. */
const intervalMillis = 250;

/**
 * Calls `end` when the `npm start` that began this process is gone. A shell stands between the two and hands
 * on no signal: ending npm alone would leave the ports taken. Where there is no /proc, the end of the
 * shell is all that is noticed.
 */
export function endWithNpm(end: () => void): void {
  if (process.env['npm_lifecycle_event'] !== 'start') return;
  const { ppid: shell } = process;
  // Some shells become the command that they run: then npm itself is the parent, and whose child it is means nothing.
  const npm = isShell(shell) ? parentOf(shell) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === shell && (npm === undefined || parentOf(shell) === npm)) return;
    clearInterval(timer);
    end();
  }, intervalMillis);
  timer.unref();
}

function isShell(pid: number): boolean {
  return /^\w*sh$/.test(statOf(pid).name ?? '');
}

function parentOf(pid: number): number | undefined {
  return statOf(pid).parent;
}

/** proc_pid_stat(5): `4711 (sh) S 4710 …`. */
function statOf(pid: number): { readonly name?: string; readonly parent?: number } {
  try {
    const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return name === undefined ? {} : { name, parent: Number(parent) };
  } catch {
    return {};
  }
}
