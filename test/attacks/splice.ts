/**
 * Cutting and pasting in a message as an attacker does: text in, text out. Each throws where it does not
 * find what it is to change, so that no row can go out unchanged.
 */

/** `text` with the first `from` replaced by `to`. */
export function swap(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new TypeError(`there is no ${from} to replace`);
  return text.replace(from, () => to);
}

/** `text` with the last `from` replaced by `to`. */
export function swapLast(text: string, from: string, to: string): string {
  const at = text.lastIndexOf(from);
  if (at < 0) throw new TypeError(`there is no ${from} to replace`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}

/** `text` with every `from` replaced by `to`. */
export function swapAll(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new TypeError(`there is no ${from} to replace`);
  return text.replaceAll(from, () => to);
}

/** `text` with `insertion` right before the first `mark`. */
export function before(text: string, mark: string, insertion: string): string {
  return swap(text, mark, insertion + mark);
}

/** `text` with `insertion` right after the first `mark`. */
export function after(text: string, mark: string, insertion: string): string {
  return swap(text, mark, mark + insertion);
}

/** `text` without the first `cut`. */
export function without(text: string, cut: string): string {
  return swap(text, cut, '');
}

/** `element` with `children` behind its start tag. */
export function startWith(element: string, children: string): string {
  const at = element.indexOf('>') + 1;
  return element.slice(0, at) + children + element.slice(at);
}

/** `element` with `children` before its end tag. */
export function endWith(element: string, children: string): string {
  const at = element.lastIndexOf('</');
  return element.slice(0, at) + children + element.slice(at);
}

/** The first element called `name` in `text`, which does not hold another of its kind. */
export function elementIn(text: string, name: string): string {
  const [found] = new RegExp(`<${name}(?=[ >/])(?:[^>]*/>|.*?</${name}>)`, 's').exec(text) ?? [];
  if (found === undefined) throw new TypeError(`there is no ${name} in the message`);
  return found;
}

/** `text` with the first element called `name` replaced by what `change` makes of it. */
export function change(text: string, name: string, edit: (element: string) => string): string {
  const found = elementIn(text, name);
  return swap(text, found, edit(found));
}
