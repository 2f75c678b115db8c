/** The column of a file with a person's identity in the directory, and how to read its cells. */
export interface RowIds {
  /** `object-id`: GUIDs from Entra. `claim`: values of the identity claim, exactly as the directory sends them. */
  readonly kind: 'object-id' | 'claim';
  /** The name of an id in messages. */
  readonly label: string;
  /** Accepted headers, folded; the first one that exists is used. */
  readonly heads: readonly string[];
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Returns an id as it is bound: an object id in lower case, a claim's value as it stands. The empty string where the
 * cell is empty, undefined where it holds no such id.
 */
export function readId(cell: string, kind: RowIds['kind']): string | undefined {
  if (cell === '') return '';
  if (kind === 'claim') return /^[\x21-\x7e]{1,256}$/.test(cell) ? cell : undefined;
  const id = cell.toLowerCase();
  return guid.test(id) ? id : undefined;
}
