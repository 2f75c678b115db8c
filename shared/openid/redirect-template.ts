import { parseTenantId, type TenantId } from '../ids/tenant-id.ts';
import { loopbackUriOf } from './loopback-uri.ts';
import { placeholder } from './template-fault.ts';

/** A redirect URI that a client's templates allow. */
export interface MatchedRedirect {
  /** The tenant that stands where the template has `{tenant}`. Undefined for a template without it. */
  readonly tenant?: TenantId;
}

/** Options of {@link matchRedirect}. */
export interface RedirectMatching {
  /**
   * Whether the port of a template at 127.0.0.1 or [::1] stands for every port: a program on a person's machine takes a
   * free one. For public clients only. Default false.
   * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
   */
  readonly anyLoopbackPort?: boolean;
}

/**
 * Returns what a redirect URI is to a client's templates; undefined where it matches none. Exact: the whole text is
 * compared, undecoded, in its case; `{tenant}` stands for one valid tenant name and for nothing else.
 * @example ```ts
 * matchRedirect(['https://{tenant}.example.com/callback'], 'https://acme.example.com/callback'); // { tenant: 'acme' }
 * ```
 */
export function matchRedirect(
  templates: readonly string[],
  uri: string,
  { anyLoopbackPort = false }: RedirectMatching = {},
): MatchedRedirect | undefined {
  for (const template of templates) {
    const matched = matchOne(template, uri) ?? (anyLoopbackPort ? matchLoopback(template, uri) : undefined);
    if (matched !== undefined) return matched;
  }
  return undefined;
}

function matchOne(template: string, uri: string): MatchedRedirect | undefined {
  const at = template.indexOf(placeholder);
  if (at < 0) return template === uri ? {} : undefined;
  const [before, after] = [template.slice(0, at), template.slice(at + placeholder.length)];
  const name = uri.slice(before.length, uri.length - after.length);
  const tenant = uri === `${before}${name}${after}` ? parseTenantId(name) : undefined;
  return tenant && { tenant };
}

function matchLoopback(template: string, uri: string): MatchedRedirect | undefined {
  const [registered, sent] = [loopbackUriOf(template), loopbackUriOf(uri)];
  return registered !== undefined && registered === sent ? {} : undefined;
}
