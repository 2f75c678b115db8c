import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram, loadEveryCommand } from '../../infra/operator/program.ts';
import type { Terminal } from '../../infra/operator/terminal.ts';
import { documentAt } from './document.ts';

const start = /npx latchkey /;

/** What somebody fills in for what stands in angle brackets. */
const filledIn: Readonly<Record<string, string>> = {
  'App Federation Metadata Url': 'https://login.microsoftonline.com/federationmetadata.xml?appid=1',
  'directory id': '3f9c2d10-7a64-4b1e-9c55-0d8e6f2a1b47',
};

/** Commands that stand on lines of their own, as somebody would copy them: without what is said behind them. */
function commandsIn(path: string): string[] {
  const whole = documentAt(path).replaceAll(/ *\\\n +/g, ' ');
  const lines = whole.split('\n').filter((line) => /^ {4,}/.test(line) && start.test(line));
  const typed = lines.map((line) => line.trim().split(/ {3,}/)[0] ?? '');
  return [...new Set(typed.filter((line) => !line.includes('<command>')))];
}

const terminal = {
  hasColors: false,
  environment: {},
  write() {},
  writeError() {},
} as Partial<Terminal> as Terminal;
const program = createProgram(terminal);
await loadEveryCommand(program, terminal);

describe.each([
  ['README.md', 2],
  ['docs/tour.md', 4],
  ['docs/your-application.md', 6],
  ['docs/operating.md', 15],
  ['docs/runbook.md', 8],
  ['docs/gallery.md', 7],
  ['docs/incidents.md', 3],
  ['docs/backups.md', 9],
  ['docs/pipeline.md', 2],
  ['docs/embedding.md', 1],
  ['docs/upgrading.md', 4],
])('every command of %s', (path, atLeast) => {
  const commands = commandsIn(path);

  it.each(commands)('%s is one of ours, with options and arguments that it takes', (line) => {
    const typed = line.slice((start.exec(line)?.index ?? 0) + 'npx latchkey '.length);
    const filled = typed.replaceAll(/<([^>]+)>/g, (placeholder, name) => filledIn[name] ?? placeholder);
    const words = (filled.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
    const { operands: named, unknown: others } = program.parseOptions(words);
    const rest = [...named, ...others];
    let command: Command = program;
    while (true) {
      const next = command.commands.find((each) => each.name() === rest[0]);
      if (next === undefined) break;
      command = next;
      rest.shift();
    }
    expect(command.commands, 'a command, and not a group of them').toEqual([]);
    const { operands, unknown } = command.parseOptions(rest);
    expect(unknown).toEqual([]);
    const { registeredArguments } = command;
    expect(operands.length).toBeGreaterThanOrEqual(
      registeredArguments.filter(({ required }) => required).length,
    );
    expect(operands.length).toBeLessThanOrEqual(registeredArguments.length);
  });

  it('is found', () => {
    expect(commands.length).toBeGreaterThanOrEqual(atLeast);
  });
});
