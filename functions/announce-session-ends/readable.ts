import { logUnexpectedError } from '../../shared/observability/log.ts';
import { StoredItemError } from '../../shared/store/read-stored.ts';

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
