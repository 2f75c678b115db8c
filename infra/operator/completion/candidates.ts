import type { Argument, Command, Option } from 'commander';
import { namesOfApps } from '../known-apps.ts';

/** A word that may follow, and its meaning. */
export interface Candidate {
  readonly word: string;
  readonly meaning: string;
}

/**
 * Returns the words that may stand in place of the last of `words`. Empty for files and free text: the shell then
 * offers files.
 */
export function candidatesFor(program: Command, words: readonly string[]): readonly Candidate[] {
  const typed = words.at(-1) ?? '';
  const { command, position, pending } = walk(program, words.slice(0, -1));
  if (pending !== undefined) return [];
  const all = typed.startsWith('-')
    ? optionsOf(command)
    : [...commandsOf(command), ...valuesOf(command, position)];
  return all.filter(({ word }) => word.startsWith(typed));
}

interface Place {
  readonly command: Command;
  /** How many arguments of the command precede it. */
  readonly position: number;
  /** An option whose value comes next. */
  readonly pending: Option | undefined;
}

function walk(program: Command, words: readonly string[]): Place {
  let place: Place = { command: program, position: 0, pending: undefined };
  for (const word of words) place = step(place, word);
  return place;
}

function step({ command, position, pending }: Place, word: string): Place {
  if (pending !== undefined) return { command, position, pending: undefined };
  if (word.startsWith('-')) {
    const option = allOptions(command).find(({ long }) => long === word);
    return { command, position, pending: option?.required === true ? option : undefined };
  }
  const next = command.commands.find((each) => each.name() === word || each.aliases().includes(word));
  return next === undefined
    ? { command, position: position + 1, pending }
    : { command: next, position: 0, pending };
}

function commandsOf(command: Command): readonly Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((each) => each.name() !== 'help')
    .map((each) => ({ word: each.name(), meaning: each.description() }));
}

function allOptions(command: Command): readonly Option[] {
  return command.parent === null ? command.options : [...command.options, ...allOptions(command.parent)];
}

function optionsOf(command: Command): readonly Candidate[] {
  const help = { word: '--help', meaning: 'show help' };
  const options = allOptions(command).filter(({ hidden }) => !hidden);
  return [...options.map(({ long, description }) => ({ word: long ?? '', meaning: description })), help];
}

function valuesOf(command: Command, position: number): readonly Candidate[] {
  const argument: Argument | undefined = command.registeredArguments[position];
  if (argument?.name() === 'shell') return ['bash', 'zsh', 'fish'].map((word) => ({ word, meaning: '' }));
  if (argument?.name() !== 'app') return [];
  return namesOfApps().map(({ id, displayName }) => ({ word: id, meaning: displayName }));
}
