/** The member of `list` that a drawn number means; undefined of an empty list. Every number means one. */
export function pick<Member>(list: readonly Member[], drawn: number): Member | undefined {
  return list.length === 0 ? undefined : list[drawn % list.length];
}
