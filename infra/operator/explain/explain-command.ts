import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { addTenantArguments } from '../arguments.ts';
import { readMoment } from '../flows/since.ts';
import { exampleApp } from '../known-apps.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import type { ExplainOptions } from './explain.ts';

const afterHelp = () => `
The file contains what the browser posted to the Reply URL: the value of SAMLResponse, the whole body, a HAR file, or the
XML. For standard input: -

  $ pbpaste | npx latchkey explain ${exampleApp()} acme - --at 2026-11-28T09:15Z --local

Runs and shows every check of a sign-in, even after the first one that fails. Writes nothing: the person can still sign
in with the message. A message is valid for about an hour: enter with --at when it was captured. Exits with 0 if the
message would be accepted, with 1 if it would be refused. A captured message is a secret until it expires and contains
personal data: delete it afterwards.
`;

/** `explain`. */
export function registerExplain(program: Command, terminal: Terminal): void {
  addTenantArguments(
    program
      .command('explain')
      .description('verify a captured SAML response, check by check, without using it up'),
  )
    .argument('<file>', 'the captured message; - for standard input')
    .option('--at <when>', 'verify as of this time: 45m, 12h or 7d ago, or a UTC day or time', readMoment)
    .option('--reveal', 'show names and claim values in full')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, id: TenantId, path: string, options: ExplainOptions, command: Command) =>
      runCommand(terminal, command, async (context) =>
        (await import('./explain.ts')).explain(context, app, id, path, options),
      ),
    );
}
