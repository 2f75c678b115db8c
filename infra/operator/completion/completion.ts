import { Argument, type Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { candidatesFor } from './candidates.ts';
import { completionScripts, type Shell, shells } from './scripts.ts';

const afterHelp = `
Define the short name and its completion. In ~/.bashrc or ~/.zshrc:
  latchkey() { /path/to/latchkey/infra/operator/launcher.mjs "$@"; }
  source <(latchkey completion bash)      (zsh: completion zsh, after compinit)
In ~/.config/fish/config.fish:
  function latchkey; /path/to/latchkey/infra/operator/launcher.mjs $argv; end
  latchkey completion fish | source
`;

/** `completion`, and the hidden `complete` that its scripts call. */
export function registerCompletion(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .description('print a script that completes commands, options and apps in a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText('after', afterHelp)
    .action((shell: Shell) => terminal.write(completionScripts[shell]));
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action((words: readonly string[]) => {
      for (const { word, meaning } of candidatesFor(program, words)) {
        terminal.write(`${word}\t${meaning}\n`);
      }
    });
}
