import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { wantsColors } from './style.ts';

/** What a command has to do with the world beside DynamoDB. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  now(): Date;
  write(text: string): void;
  writeError(text: string): void;
  /** What the person types, or undefined where nobody can be asked. */
  ask(question: string): Promise<string | undefined>;
  readFile(path: string): Promise<Uint8Array>;
  /** What is piped in, to its end. */
  readInput(): Promise<Uint8Array>;
  /** The same piece by piece, for a file of any size. */
  openFile(path: string): AsyncIterable<Uint8Array>;
  /** Whether a person watches stderr, and sees a line that is written over. */
  readonly isInteractive: boolean;
  /** Whether stdout shows colours. */
  readonly hasColors: boolean;
  /** From now on Ctrl-C only asks: what is under way is brought to a good end. A second one ends at once. */
  watchInterruption(): Interruption;
  /** Runs another program; what it wrote. @throws what the system or the program says */
  execute(program: string, words: readonly string[]): Promise<string>;
  pause(milliseconds: number): Promise<void>;
  /** Who sits here, for histories: `maria@workstation`. */
  person(): string;
}

/** Whether the person has asked to stop. */
interface Interruption {
  isInterrupted(): boolean;
  /** Ctrl-C ends the process again. */
  end(): void;
}

const executeFile = promisify(execFile);

/** The terminal that this process runs in. */
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
    readFile: (path) => readFile(typedPath(path)),
    readInput: () => buffer(process.stdin),
    openFile: (path) => createReadStream(typedPath(path)),
    isInteractive: process.stderr.isTTY === true,
    hasColors: wantsColors(process.env, process.stdout.isTTY === true),
    watchInterruption() {
      let interrupted = false;
      const interrupt = () => {
        interrupted = true;
        process.off('SIGINT', interrupt);
      };
      process.on('SIGINT', interrupt);
      return { isInterrupted: () => interrupted, end: () => void process.off('SIGINT', interrupt) };
    },
    execute: async (program, words) => (await executeFile(program, [...words])).stdout,
    pause: (milliseconds) => setTimeout(milliseconds),
    person: () => `${personName()}@${hostname()}`,
  };
}

/** A path as it was typed: `npm run` goes to the project's folder first, and keeps where it came from. */
function typedPath(path: string): string {
  const { INIT_CWD: typedIn, npm_lifecycle_event: script } = process.env;
  return typedIn !== undefined && script === 'latchkey' ? resolve(typedIn, path) : path;
}

/** The login name; a container may have a user id that no account has. */
function personName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
