import type { Command } from 'commander';
import { OperatorError } from './operator-error.ts';
import type { Terminal } from './terminal.ts';

/** What npm calls the script of package.json that runs this command. */
const scriptName = 'latchkey';

/** What to type where npm is in the way. */
const useNpx = 'Type the same words and options behind npx latchkey: it hands on every option.';

/**
 * Refuses a command line that npm has taken options from. `npm run latchkey user import … --dry-run`, without `--`,
 * keeps `--dry-run` for npm, and so does every PowerShell that drops `--`: the command would write. npm leaves what
 * it kept in the environment, as `npm_config_dry_run`.
 * @throws OperatorError `usage`
 */
export function requireAllOptions(program: Command, environment: Terminal['environment']): void {
  const kept = optionsOf(program).filter((option) => isKept(option, environment));
  if (kept.length === 0) return;
  throw new OperatorError('usage', `npm kept ${kept.join(' and ')} for itself, so nothing was done.`, [
    useNpx,
  ]);
}

/**
 * Refuses to guess where a command should work that says no place and was begun by `npm run`: npm drops `--local`
 * without a trace, and the variables of another stage may be set.
 * @throws OperatorError `usage`
 */
export function requirePlace(environment: Terminal['environment']): void {
  const { npm_lifecycle_event: script, TENANTS_TABLE: table } = environment;
  if (script !== scriptName || !table) return;
  throw new OperatorError(
    'usage',
    `No --local and no --stage came through npm run, which may drop them; TENANTS_TABLE names ${table}. Nothing was done.`,
    [useNpx],
  );
}

function isKept(option: string, environment: Terminal['environment']): boolean {
  const { [`npm_config_${option.slice(2).replaceAll('-', '_')}`]: value, npm_lifecycle_event: script } =
    environment;
  // `npx --yes` is npx's own, and it hands on what stands behind the command's name.
  if (option === '--yes' && script !== scriptName) return false;
  return value !== undefined && value !== '' && value !== 'false' && value !== 'null';
}

/** The long names of every option of every command. */
function optionsOf(command: Command): readonly string[] {
  const own = command.options.flatMap(({ long }) => (long == null ? [] : [long]));
  return [...new Set([...own, ...command.commands.flatMap(optionsOf)])];
}
