import type { LoggedPerson } from './person.ts';

/** What of a stored entry is searched, before names are shortened. */
export interface Searched {
  /** Undefined if the message named no person. */
  readonly person?: LoggedPerson;
  /** The reference on the person's page, or the flow. */
  readonly reference: string;
  /** The sign-in name and the display name, as far as the entry has them. */
  readonly names: readonly string[];
}

/** Tells which entries a search finds. */
export type Search = (entry: Searched) => boolean;

/** The longest text that is searched for. */
export const maximumSearchLength = 256;

/** A reference is long enough to be found by its beginning. */
const shortestBeginning = 4;

/**
 * Returns the search for what an administrator typed; undefined for an empty text, which finds everything. It finds a
 * person by the whole sign-in name, by its part before the `@`, by the whole display name, and by what the list shows:
 * the short name and the mark. A part of a name finds nothing: otherwise the names that the list shortens could be
 * spelled out letter by letter. A reference is found by its first four characters, with or without its hyphen.
 */
export function searchFor(typed: string): Search | undefined {
  const wanted = normalised(typed.slice(0, maximumSearchLength));
  if (wanted === '') return undefined;
  const wantedReference = withoutHyphens(wanted);
  return ({ names, person, reference }) => {
    const texts = [...names, ...names.map(localPart), person?.shortName ?? '', person?.mark ?? ''];
    if (texts.some((text) => normalised(text) === wanted)) return true;
    return (
      wantedReference.length >= shortestBeginning &&
      withoutHyphens(normalised(reference)).startsWith(wantedReference)
    );
  };
}

/** Returns `text` as it is compared: without case, with single blanks. */
function normalised(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

function withoutHyphens(text: string): string {
  return text.replaceAll(/[-_ ]/g, '');
}

function localPart(name: string): string {
  const at = name.lastIndexOf('@');
  return at < 0 ? name : name.slice(0, at);
}
