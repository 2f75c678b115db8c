import { Argument, type Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { candidatesFor } from './candidates.ts';

const afterHelp = `
Define the short name and its completion. In ~/.bashrc or ~/.zshrc:
  latchkey() { /path/to/latchkey/infra/operator/launcher.mjs "$@"; }
  source <(latchkey completion bash)      (zsh: completion zsh, after compinit)
In ~/.config/fish/config.fish:
  function latchkey; /path/to/latchkey/infra/operator/launcher.mjs $argv; end
  latchkey completion fish | source
`;

/** `completion`, and the hidden `complete` that its scripts call. */
export function registerCompletion(
  program: Command,
  terminal: Terminal,
  loadEveryCommand: () => Promise<void>,
): void {
  program
    .command('completion')
    .description('print a script that completes commands, options and apps in a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText('after', afterHelp)
    .action((shell: Shell) => terminal.write(completionScripts[shell]));
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: readonly string[]) => {
      await loadEveryCommand();
      for (const { word, meaning } of candidatesFor(program, words)) {
        terminal.write(`${word}\t${meaning}\n`);
      }
    });
}

/** The shells with completion. */
const shells = ['bash', 'zsh', 'fish'] as const;

/** One of {@link shells}. */
type Shell = (typeof shells)[number];

/* Each script asks the command for candidates, so that it never becomes outdated. */

const bash = `_latchkey() {
  local line
  COMPREPLY=()
  while IFS=$'\\t' read -r line _; do COMPREPLY+=("$line"); done < <(
    latchkey complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null
  )
  [ \${#COMPREPLY[@]} -gt 0 ] || compopt -o default
}
complete -F _latchkey latchkey
`;

const zsh = `#compdef latchkey
_latchkey() {
  local -a candidates
  local word meaning
  while IFS=$'\\t' read -r word meaning; do
    candidates+=("\${word//:/\\\\:}:\${meaning}")
  done < <(latchkey complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#candidates} )); then _describe 'latchkey' candidates; else _files; fi
}
compdef _latchkey latchkey
`;

const fish = `function __latchkey_complete
    set -l words (commandline -opc) (commandline -ct)
    latchkey complete -- $words[2..] 2>/dev/null
end
complete -c latchkey -f -a '(__latchkey_complete)'
complete -c latchkey -n 'test -z "$(__latchkey_complete)"' -F
`;

/** The completion script of each shell. */
const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
