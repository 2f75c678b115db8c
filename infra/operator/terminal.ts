import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';

/** What a command has to do with the world beside DynamoDB. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  now(): Date;
  write(text: string): void;
  writeError(text: string): void;
  /** What the person types, or undefined where nobody can be asked. */
  ask(question: string): Promise<string | undefined>;
  readFile(path: string): Promise<Uint8Array>;
  /** The same piece by piece, for a file of any size. */
  openFile(path: string): AsyncIterable<Uint8Array>;
  /** Whether a person watches stderr, and sees a line that is written over. */
  readonly isInteractive: boolean;
  /** From now on Ctrl-C only asks: what is under way is brought to a good end. A second one ends at once. */
  watchInterruption(): Interruption;
  pause(milliseconds: number): Promise<void>;
  /** Who sits here, for histories: `maria@workstation`. */
  person(): string;
}

/** Whether the person has asked to stop. */
export interface Interruption {
  isInterrupted(): boolean;
  /** Ctrl-C ends the process again. */
  end(): void;
}

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
    readFile,
    openFile: (path) => createReadStream(path),
    isInteractive: process.stderr.isTTY === true,
    watchInterruption() {
      let interrupted = false;
      const interrupt = () => {
        interrupted = true;
        process.off('SIGINT', interrupt);
      };
      process.on('SIGINT', interrupt);
      return { isInterrupted: () => interrupted, end: () => void process.off('SIGINT', interrupt) };
    },
    pause: (milliseconds) => setTimeout(milliseconds),
    person: () => `${personName()}@${hostname()}`,
  };
}

/** The login name; a container may have a user id that no account has. */
function personName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
