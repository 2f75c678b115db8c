/** A value of a CloudFormation template. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Returns how `changed` differs from `base`, one line each: `-` for what only `base` has, `+` for what only `changed`
 * has. A line names its place, so that it can be read without the template. The result is empty only for equal values.
 */
export function differences(base: Json, changed: Json, place = ''): readonly string[] {
  if (isEqual(base, changed)) return [];
  if (isList(base) && isList(changed)) return listDifferences(base, changed, place);
  if (isRecord(base) && isRecord(changed) && !isIntrinsic(base) && !isIntrinsic(changed))
    return recordDifferences(base, changed, place);
  return [...lines('-', place, base), ...lines('+', place, changed)];
}

type JsonRecord = Readonly<Record<string, Json>>;

function recordDifferences(base: JsonRecord, changed: JsonRecord, place: string): readonly string[] {
  const names = new Set([...Object.keys(base), ...Object.keys(changed)]);
  return [...names].flatMap((name) => {
    const inner = place === '' ? name : `${place}/${name}`;
    const [before, after] = [base[name], changed[name]];
    if (before === undefined) return after === undefined ? [] : lines('+', inner, after);
    return after === undefined ? lines('-', inner, before) : differences(before, after, inner);
  });
}

/** Compares the items between the equal beginning and the equal end; of two lists of one length, item by item. */
function listDifferences(base: readonly Json[], changed: readonly Json[], place: string): readonly string[] {
  if (base.length === changed.length) {
    return base.flatMap((item, index) => differences(item, changed[index] ?? null, `${place}/${index}`));
  }
  const shorter = Math.min(base.length, changed.length);
  let start = 0;
  while (start < shorter && isEqual(base[start], changed[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isEqual(base.at(-1 - end), changed.at(-1 - end))) end += 1;
  return [
    ...base.slice(start, base.length - end).flatMap((item, n) => lines('-', `${place}/${start + n}`, item)),
    ...changed
      .slice(start, changed.length - end)
      .flatMap((item, n) => lines('+', `${place}/${start + n}`, item)),
  ];
}

/** Whether CloudFormation computes the value (`Fn::Join`, `Ref`): it is read whole. */
function isIntrinsic(value: JsonRecord): boolean {
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}

/** A record takes a line for each of its parts, everything else one line. */
function lines(sign: '-' | '+', place: string, value: Json): readonly string[] {
  const parts = isRecord(value) && !isIntrinsic(value) ? Object.entries(value) : [];
  if (parts.length === 0) return [`${sign} ${place}: ${JSON.stringify(value)}`];
  return parts.flatMap(([name, part]) => lines(sign, `${place}/${name}`, part));
}

function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json): value is JsonRecord {
  return typeof value === 'object' && value !== null && !isList(value);
}
