import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll } from 'vitest';
import { commandOutputs, errorOutput } from '../../infra/operator/output/command-outputs.ts';
import { runLatchkey } from '../../infra/operator/run.ts';
import { sendAsBrowser } from '../../infra/operator/send-as-browser.ts';
import type { Terminal } from '../../infra/operator/terminal.ts';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient, openTables, type Tables } from '../../shared/store/dynamodb.ts';
import { localTableNames } from '../../shared/store/tables.ts';
import { facts } from '../fixtures/facts.ts';
import { type EmbeddedDynamoDb, embeddedClientConfig, startEmbeddedDynamoDb } from './embedded-dynamodb.ts';

/** What a command left behind. */
export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  /** What is piped in. */
  readonly input?: string;
  /** What the person answers when asked. Default: no person is at the terminal. */
  readonly answer?: string;
  /** What the person answers to the questions of a terminal, by a word of each. Default: no person is at the terminal. */
  readonly answers?: (question: string) => readonly string[];
  readonly now?: Date;
  /** The clock of a command that takes time. Default: it stands still at `now`. */
  readonly clock?: () => Date;
  /** What answers the requests that the command sends as a browser. Default: the network. */
  readonly send?: Terminal['send'];
  /** What another program answers; none is installed by default. */
  readonly execute?: (program: string, words: readonly string[]) => Promise<string>;
  /** The width of the terminal. Default: the output goes into a pipe. */
  readonly columns?: number;
  /** Whether the person has pressed Ctrl-C. */
  readonly interrupted?: () => boolean;
  /** What happens while the command waits; nothing by default. */
  readonly pause?: () => Promise<void>;
}

async function notInstalled(program: string): Promise<string> {
  throw Object.assign(new Error(`spawn ${program} ENOENT`), { code: 'ENOENT' });
}

/** Runs the command as the entry does, in this process. */
export async function latchkey(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { environment = {}, answer, answers, now = facts.now, pause = async () => {} } = surroundings;
  const { clock = () => now, send = sendAsBrowser } = surroundings;
  const { columns, interrupted = () => false, input = '', execute = notInstalled } = surroundings;
  let stdout = '';
  let stderr = '';
  const exitCode = await runLatchkey(args, {
    environment,
    now: clock,
    send,
    async writeFile(path, content, isSecret = false) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content, isSecret ? { mode: 0o600 } : {});
    },
    write: (text) => {
      stdout += text;
    },
    writeError: (text) => {
      stderr += text;
    },
    ask: async () => answer,
    canAsk: answers !== undefined,
    async prompt({ text, suggestion, check }) {
      if (answers === undefined) return undefined;
      for (const typed of answers(text)) {
        const refusal = check(typed);
        if (refusal === undefined) return typed;
        stderr += `${refusal}\n`;
      }
      return suggestion ?? '';
    },
    readFile,
    readInput: async () => Buffer.from(input),
    openFile: (path) => createReadStream(path),
    isInteractive: false,
    columns,
    hasColors: false,
    watchInterruption: () => ({ isInterrupted: interrupted, end() {} }),
    execute,
    pause,
    person: () => 'maria@workstation',
  });
  if (args.includes('--json')) requireDocumented(args, stdout);
  return { exitCode, stdout, stderr };
}

/** Requires that a `--json` document has the documented fields and no others. */
function requireDocumented(args: readonly string[], stdout: string): void {
  const words = args
    .filter((word) => !word.startsWith('-'))
    .map((word) => (word === 'flows' ? 'flow' : word));
  const name = [3, 2, 1]
    .map((length) => words.slice(0, length).join(' '))
    .find((each) => each in commandOutputs);
  const document: unknown = JSON.parse(stdout);
  const schema = v.is(errorOutput, document)
    ? errorOutput
    : commandOutputs[name as keyof typeof commandOutputs];
  if (schema === undefined) return;
  const { issues } = v.safeParse(schema as v.GenericSchema, document);
  if (issues === undefined) return;
  const found = issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
  throw new Error(`${name} --json is not as documented: ${found.join('; ')}`);
}

/** The embedded tables of `--local`, for the tests of one file. */
export function useLocalTables() {
  let embedded: EmbeddedDynamoDb | undefined;
  let tables: Tables | undefined;

  beforeAll(async () => {
    embedded = await startEmbeddedDynamoDb();
    const client = createDynamoDbClient(embeddedClientConfig(embedded.endpoint));
    await createTables(client, localTableNames);
    tables = openTables(client, localTableNames);
  });
  afterAll(async () => {
    await embedded?.stop();
  });

  const environment = (): Readonly<Record<string, string>> => ({
    AWS_ENDPOINT_URL_DYNAMODB: embedded?.endpoint ?? '',
  });
  return {
    environment,
    tables(): Tables {
      if (tables === undefined) throw new Error('The tables are open during tests only');
      return tables;
    },
    /** Runs a command line of words without blanks on these tables. */
    run: (line: string, surroundings: Surroundings = {}) =>
      latchkey([...line.split(' '), '--local'], { ...surroundings, environment: environment() }),
    /** The same with `--json`: the document, typed by its reader. */
    async json(line: string, more: readonly string[] = []): Promise<Record<string, unknown>> {
      const args = [...line.split(' '), ...more, '--local', '--json'];
      const { stdout, stderr } = await latchkey(args, { environment: environment() });
      if (stderr !== '') throw new Error(`With --json nothing belongs on stderr: ${stderr}`);
      return JSON.parse(stdout);
    },
  };
}
