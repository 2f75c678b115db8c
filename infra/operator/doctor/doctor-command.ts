import type { Command } from 'commander';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';

const afterHelp = `
Checks each app from outside, as browsers and directories do: health, TLS, security headers, clock and metadata. Then
checks the tables and every tenant's keys. Changes nothing. Exits with 1 if a check failed.
`;

/** `doctor`. */
export function registerDoctor(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .description('check a deployment and explain how to fix what is wrong')
    .addHelpText('after', afterHelp)
    .action((_: unknown, command: Command) =>
      runCommand(terminal, command, async (context) =>
        (await import('./doctor.ts')).checkDeployment(context),
      ),
    );
}
