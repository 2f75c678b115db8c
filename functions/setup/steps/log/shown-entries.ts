import { fileParameter, pageParameter, setupPath } from '../../addresses.ts';
import type { SetupPageSession } from '../../session.ts';
import { type LogFilter, type LogPosition, type LogQuery, logFilters } from './entries.ts';
import { maximumSearchLength, searchFor } from './search.ts';

/** The query parameter with the text that is searched for. */
export const findParameter = 'find';

/** Which entries a page shows: all of it stands in the page's address, so every link keeps it. */
export interface ShownEntries {
  readonly filter: LogFilter;
  /** What was searched for. Empty: nothing. */
  readonly find: string;
  readonly after: LogPosition | undefined;
}

/** Reads the query of a page or file of the log. A value that is none is as if it were missing. */
export function readShown({ request }: SetupPageSession): ShownEntries {
  const query = new URLSearchParams(request.rawQuery);
  const before = query.get('before') ?? '';
  return {
    filter: logFilters.find((each) => each === query.get('show')) ?? 'all',
    find: (query.get(findParameter) ?? '').trim().slice(0, maximumSearchLength),
    after: /^\d{1,15}$/.test(before)
      ? { at: new Date(Number(before)), reference: query.get('key') ?? '' }
      : undefined,
  };
}

/** Returns the query for the entries that a page shows. */
export function queryOf({ filter, find, after }: ShownEntries, limit: number): LogQuery {
  return { filter, search: searchFor(find), after, limit };
}

/** Returns the same entries from the newest on. */
export function withoutPosition(shown: ShownEntries): ShownEntries {
  return { ...shown, after: undefined };
}

/** Returns the address of a page of the log. */
export function logHref({ location }: SetupPageSession, shown: ShownEntries): string {
  return setupPath(location, { [pageParameter]: 'log', ...parametersOf(shown) });
}

/** Returns the address of the file with the same entries. */
export function csvHref({ location }: SetupPageSession, shown: ShownEntries): string {
  return setupPath(location, { [fileParameter]: 'sign-ins.csv', ...parametersOf(shown) });
}

function parametersOf({ filter, find, after }: ShownEntries): Readonly<Record<string, string>> {
  return {
    show: filter,
    ...(find === '' ? {} : { [findParameter]: find }),
    ...(after === undefined ? {} : { before: String(after.at.getTime()), key: after.reference }),
  };
}
