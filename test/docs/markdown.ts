/** A link of a document: where it leads to, relative to the document, and the heading there. */
export interface Link {
  readonly path: string;
  readonly anchor: string;
}

/** Returns the text without fenced and inline code, where brackets are no links and `#` is no heading. */
function withoutCode(text: string): string {
  return text.replaceAll(/^(```|~~~).*?^\1/gms, '').replaceAll(/`[^`\n]*`/g, '');
}

/** Returns the links of a Markdown document that stay inside the project. */
export function linksIn(text: string): readonly Link[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#');
      return { path, anchor };
    });
}

/**
 * Returns the anchors of a Markdown document's headings, as GitHub makes them: lower case, punctuation removed, blanks
 * as hyphens, a number after one that comes again.
 */
export function anchorsIn(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const fenceless = text.replaceAll(/^(```|~~~).*?^\1/gms, '');
  for (const [, heading = ''] of fenceless.matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}
