import { StoredItemError } from '../store/read-stored.ts';
import { logUnexpectedError } from './log.ts';

/**
 * Returns what `read` returns; nothing where a stored item cannot be read, which is logged. For a function that a stream
 * starts: one item must not stop every later one.
 */
export function readable<Value>(read: () => Value): readonly Value[] {
  try {
    return [read()];
  } catch (error) {
    if (!(error instanceof StoredItemError)) throw error;
    logUnexpectedError(error);
    return [];
  }
}
