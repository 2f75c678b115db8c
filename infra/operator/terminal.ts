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
  pause(milliseconds: number): Promise<void>;
  /** Who sits here, for histories: `maria@workstation`. */
  person(): string;
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
