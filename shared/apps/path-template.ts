const placeholder = '{tenant}';

const compiled = new Map<string, RegExp>();

/**
 * Returns the texts that stand where `template` has `{tenant}`, in order; undefined where `path` is another path. Exact:
 * no decoding, no folding of case, slashes or dots. A text holds no slash; whether it is a tenant's name is not judged.
 * @example ```ts
 * matchPath('/saml/{tenant}/acs', '/saml/acme/acs'); // ['acme']
 * ```
 */
export function matchPath(template: string, path: string): readonly string[] | undefined {
  if (!template.includes(placeholder)) return template === path ? [] : undefined;
  const pattern = compiled.get(template) ?? patternOf(template);
  compiled.set(template, pattern);
  const [whole, ...texts] = pattern.exec(path) ?? [];
  return whole === undefined ? undefined : texts;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.split(placeholder).map(escaped).join('([^/]*)')}$`, 's');
}
