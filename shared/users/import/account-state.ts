import {
  blockedWords,
  blockingStems,
  enabledWords,
  enablingStems,
  fillers,
  leavingStems,
  negations,
  noWords,
  yesWords,
} from './account-state-words.ts';
import { folded } from './folded.ts';

/**
 * What Yes means in a column: the account may sign in (`enabled`) or may not (`blocked`). `state`: the cells say it in
 * words. `unclear`: the header is about it, but not which way.
 */
export type StateMeaning = 'enabled' | 'blocked' | 'state' | 'unclear';

/** The property of Microsoft Graph that Entra's bulk templates name in brackets, whichever way the label asks. */
const stateProperty = 'accountenabled';

/** Headers of a column whose cells are words: "Active", "Suspended". */
const stateHeads = new Set(['status', 'accountstatus', 'userstatus', 'signinstatus', 'anmeldestatus']);

/**
 * Returns what Yes means under a header, or undefined where the header is about something else.
 *
 * The label decides, never the property in brackets: Entra's templates write
 * "Block sign in (Yes/No) [accountEnabled] Required", and there Yes blocks.
 * @see https://learn.microsoft.com/entra/identity/users/users-bulk-add
 */
export function stateMeaningOf(head: string): StateMeaning | undefined {
  const [, label = head, property] = /^([^[]*)\[([^\]]*)\]/.exec(head) ?? [];
  const jobs = label.replace(/\([^)]*\)|（[^）]*）/g, ' ');
  const isStateProperty = property !== undefined && folded(property) === stateProperty;
  const words = folded(jobs);
  if (words === '') return isStateProperty ? 'enabled' : undefined;
  if (stateHeads.has(words)) return 'state';
  const withoutBlocking = words.replace(blockingStems, ' ');
  const isBlocking = withoutBlocking !== words;
  const rest = withoutBlocking.replace(enablingStems, ' ');
  const isEnabling = rest !== withoutBlocking;
  const isClear = isBlocking !== isEnabling && !negations.test(jobs) && rest.split(' ').every(isFilling);
  if (isBlocking) return isClear ? 'blocked' : 'unclear';
  if (isEnabling && isClear) return 'enabled';
  return isStateProperty ? 'unclear' : undefined;
}

/** Returns whether Yes under a header means that an account is deleted or locked: used where no other header says who may sign in. */
export function meansLeaver(head: string): boolean {
  const words = folded(head);
  const rest = words.replace(leavingStems, ' ');
  return rest !== words && !negations.test(head) && rest.split(' ').every(isFilling);
}

/** Whether `text` is made of words that decide nothing: "signin", "deiniciodesesion". Takes linear time. */
function isFilling(text: string): boolean {
  const longest = 24;
  const ends = [true];
  for (let end = 1; end <= text.length; end += 1) {
    ends[end] = false;
    for (let start = Math.max(0, end - longest); start < end; start += 1) {
      if (ends[start] && fillers.has(text.slice(start, end))) ends[end] = true;
    }
  }
  return ends[text.length] ?? false;
}

/**
 * Returns whether a cell says that the account may sign in; `empty` where it says nothing, `unreadable` where it
 * says anything else than a word for yes or no.
 */
export function readState(cell: string, meaning: StateMeaning): boolean | 'empty' | 'unreadable' {
  const word = folded(cell);
  if (word === '') return cell.trim() === '' ? 'empty' : 'unreadable';
  const isYes = yesWords.has(word);
  const isNo = noWords.has(word);
  if (meaning === 'blocked' && isYes !== isNo) return isNo;
  if (meaning === 'enabled' && isYes !== isNo) return isYes;
  if (meaning === 'enabled' || meaning === 'state') {
    if (enabledWords.has(word)) return true;
    if (blockedWords.has(word)) return false;
  }
  return 'unreadable';
}
