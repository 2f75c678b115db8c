/** The shells with completion. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** One of {@link shells}. */
export type Shell = (typeof shells)[number];

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
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
