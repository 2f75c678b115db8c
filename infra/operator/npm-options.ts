import type { Command } from 'commander';
import { OperatorError } from './operator-error.ts';
import type { Terminal } from './terminal.ts';

/** The script of package.json that runs this command. */
const scriptName = 'latchkey';

/** How to keep npm from taking options. */
const useNpx = 'Use npx latchkey with the same words and options: it forwards every option.';

/** Returns whether this command runs as `npm run latchkey`. */
export function isNpmScript({ npm_lifecycle_event: script }: Terminal['environment']): boolean {
  return script === scriptName;
}

/**
 * Refuses a command line from which npm took options that the parser has loaded. `npm run latchkey user import …
 * --dry-run` without `--` gives `--dry-run` to npm, and the command would write. The same happens in PowerShell, which
 * drops `--`. npm leaves the options that it took in the environment, as `npm_config_dry_run`.
 * @throws OperatorError `usage`
 */
export function requireAllOptions(program: Command, environment: Terminal['environment']): void {
  const kept = optionsOf(program).filter((option) => isKept(option, environment));
  if (kept.length === 0) return;
  throw new OperatorError('usage', `npm took ${kept.join(' and ')} for itself. Nothing was done.`, [useNpx]);
}

/**
 * Refuses a command under `npm run` without `--local` and `--stage`: npm drops `--local` silently, and the variables of
 * another stage may be set.
 * @throws OperatorError `usage`
 */
export function requirePlace(environment: Terminal['environment']): void {
  const { npm_lifecycle_event: script, TENANTS_TABLE: table } = environment;
  if (script !== scriptName || !table) return;
  throw new OperatorError(
    'usage',
    `Neither --local nor --stage is given, or npm run dropped it, and TENANTS_TABLE names ${table}. Nothing was done.`,
    [useNpx],
  );
}

function isKept(option: string, environment: Terminal['environment']): boolean {
  const {
    [`npm_config_${option.slice(2).replaceAll('-', '_')}`]: value,
    npm_lifecycle_event: script,
    npm_config_global_prefix: ownPrefix,
  } = environment;
  // `npx --yes` belongs to npx, which forwards what follows the name of the command.
  if (option === '--yes' && script !== scriptName) return false;
  // npm sets its own prefix for every command that it runs, typed or not.
  if (option === '--prefix' && value === ownPrefix) return false;
  return value !== undefined && value !== '' && value !== 'false' && value !== 'null';
}

/** Returns the long names of all options of all commands. */
function optionsOf(command: Command): readonly string[] {
  const own = command.options.flatMap(({ long }) => (long == null ? [] : [long]));
  return [...new Set([...own, ...command.commands.flatMap(optionsOf)])];
}
