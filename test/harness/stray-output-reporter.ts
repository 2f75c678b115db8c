import type { UserConsoleLog } from 'vitest';

/** A stream that the run prints on. */
interface Output {
  write(chunk: string | Uint8Array, ...more: readonly unknown[]): boolean;
}

/** What the reporter needs of vitest. */
export interface Printing {
  readonly logger: {
    readonly outputStream: Output;
    readonly errorStream: Output;
    error(...lines: readonly string[]): void;
  };
}

/** The most that is shown of one write. */
const shownCharacters = 300;

/**
 * Fails a run whose tests write on the console or on the streams of their process: a passing run has nothing to say, and
 * what hides a warning is noise. The log of the product is silenced by `set-up.ts`.
 *
 * Vitest pipes the workers' streams into its own as bytes and prints its own lines as strings, which tells them apart.
 */
export class StrayOutputReporter {
  readonly #stray: string[] = [];
  #run: Printing | undefined;

  onInit(run: Printing): void {
    this.#run = run;
    for (const stream of [run.logger.outputStream, run.logger.errorStream]) this.#watch(stream);
  }

  onUserConsoleLog({ type, content }: Pick<UserConsoleLog, 'type' | 'content'>): void {
    this.#add(`console, ${type}`, content);
  }

  onTestRunEnd(): void {
    const stray = this.#stray.splice(0);
    if (stray.length === 0) return;
    this.#run?.logger.error(
      `\nThe tests wrote ${stray.length} times where only vitest writes:`,
      ...stray,
      '',
    );
    process.exitCode = 1;
  }

  #watch(stream: Output): void {
    const write = stream.write.bind(stream);
    stream.write = (chunk, ...more) => {
      if (typeof chunk === 'string') return write(chunk, ...more);
      this.#add('a worker', Buffer.from(chunk).toString());
      return true;
    };
  }

  #add(source: string, text: string): void {
    this.#stray.push(`  ${source}: ${text.trim().slice(0, shownCharacters)}`);
  }
}

export default StrayOutputReporter;
