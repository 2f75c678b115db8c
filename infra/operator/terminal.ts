import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { BrowserRequest, CheckAnswer } from '../../shared/sign-in-check/check-sign-in.ts';
import type { Prompt } from './prompt.ts';

/** What a command uses of its process: environment, clock, streams, files and other programs. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  now(): Date;
  write(text: string): void;
  writeError(text: string): void;
  /** Asks a question. Returns what the person types; undefined without a terminal. */
  ask(question: string): Promise<string | undefined>;
  /** Whether stdin is a terminal, at which a person can answer. */
  readonly canAsk: boolean;
  /** Asks until the answer is taken. Returns it; undefined without a terminal. @throws OperatorError `interrupted` */
  prompt(prompt: Prompt): Promise<string | undefined>;
  readFile(path: string): Promise<Uint8Array>;
  /** Reads stdin to its end. */
  readInput(): Promise<Uint8Array>;
  /** Reads a file piece by piece, for any size. */
  openFile(path: string): AsyncIterable<Uint8Array>;
  /**
   * Writes a file and the folders above it, over an earlier file of the name.
   * @param isSecret Whether only this user may read it.
   */
  writeFile(path: string, content: Uint8Array | string, isSecret?: boolean): Promise<void>;
  /** Sends a request as a browser would, without following redirects. @throws Error where no answer comes */
  send(request: BrowserRequest): Promise<CheckAnswer>;
  /** Whether stderr is a terminal, on which a line can be overwritten. */
  readonly isInteractive: boolean;
  /** The width of the terminal in columns; undefined where the output goes into a file or a pipe. */
  readonly columns: number | undefined;
  /** Whether stdout can show colours. */
  readonly hasColors: boolean;
  /**
   * From now on the first Ctrl-C, or the first request of the system to end, only requests to stop, so that work in
   * progress can finish. A second one exits.
   */
  watchInterruption(): Interruption;
  /** Runs another program. Returns its output. @throws the error of the system or the program */
  execute(program: string, words: readonly string[]): Promise<string>;
  pause(milliseconds: number): Promise<void>;
  /** Returns the user of this machine, for histories: `maria@workstation`. */
  person(): string;
}

/** Whether the person pressed Ctrl-C. */
interface Interruption {
  isInterrupted(): boolean;
  /** Makes Ctrl-C exit the process again. */
  end(): void;
}

const executeFile = promisify(execFile);

/** Ctrl-C, the end of the session (a closed window), and what ends a job of a pipeline. */
const endings = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

/** Returns the terminal of this process. */
export function processTerminal(): Terminal {
  return {
    environment: process.env,
    now: () => new Date(),
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    async ask(question) {
      if (!process.stdin.isTTY) return undefined;
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
    canAsk: process.stdin.isTTY === true,
    prompt: async (prompt) => (await import('./prompt.ts')).promptOnTerminal(prompt),
    readFile: (path) => readFile(typedPath(path)),
    readInput: () => buffer(process.stdin),
    openFile: (path) => createReadStream(typedPath(path)),
    async writeFile(path, content, isSecret = false) {
      const where = typedPath(path);
      await mkdir(dirname(where), { recursive: true });
      await writeFile(where, content, isSecret ? { mode: 0o600 } : {});
    },
    send: async (request) => (await import('./send-as-browser.ts')).sendAsBrowser(request),
    isInteractive: process.stderr.isTTY === true,
    columns: columnsOf(process.env, process.stdout),
    hasColors: wantsColors(process.env, process.stdout.isTTY === true),
    watchInterruption() {
      let interrupted = false;
      const end = () => {
        for (const signal of endings) process.off(signal, interrupt);
      };
      const interrupt = () => {
        interrupted = true;
        end();
      };
      for (const signal of endings) process.on(signal, interrupt);
      return { isInterrupted: () => interrupted, end };
    },
    execute: async (program, words) => (await executeFile(program, [...words])).stdout,
    pause: (milliseconds) => setTimeout(milliseconds),
    person: () => `${personName()}@${hostname()}`,
  };
}

/** Resolves a path as typed: `npm run` changes to the project's folder and keeps the original one in a variable. */
function typedPath(path: string): string {
  const { INIT_CWD: typedIn, npm_lifecycle_event: script } = process.env;
  return typedIn !== undefined && script === 'latchkey' ? resolve(typedIn, path) : path;
}

/** Returns the login name; a container may run as a user id without an account. */
function personName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** Returns `text` in bold. The parser removes it again for output without colours. */
export function bold(text: string): string {
  return `\u001b[1m${text}\u001b[22m`;
}

/**
 * Returns the width to respect: that of COLUMNS, or of the terminal. A file or a pipe has none, so that `grep` finds
 * whole lines.
 */
export function columnsOf(
  environment: Readonly<Record<string, string | undefined>>,
  { isTTY = false, columns }: { readonly isTTY?: boolean; readonly columns?: number },
): number | undefined {
  const wanted = Number(environment['COLUMNS']);
  if (Number.isInteger(wanted) && wanted >= narrowestTerminal) return wanted;
  return isTTY && columns !== undefined ? Math.max(columns, narrowestTerminal) : undefined;
}

/** Below this many columns no table can be read. */
const narrowestTerminal = 40;

/** Returns whether to use colours: on a terminal, unless NO_COLOR (https://no-color.org) or TERM says not to. */
export function wantsColors(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const { NO_COLOR: noColor, TERM: terminal } = environment;
  return isTerminal && (noColor === undefined || noColor === '') && terminal !== 'dumb';
}
