import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { document, type PageApp } from './layout.ts';
import { textsOf } from './text/texts.ts';

/** What the page that asks for the tenant shows. */
export interface NamespaceView {
  readonly app: PageApp;
  /** The path of the sign-on endpoint. The form goes there by GET. */
  readonly signOnPath: string;
  /** The query parameter that names the tenant. */
  readonly parameter: string;
  /** Further parameters that the form passes on: `returnTo`, `login_hint`. */
  readonly carried?: Readonly<Record<string, string>>;
}

/**
 * Returns the page of a sign-on without a tenant. It is sent as `page-towards-directory`. The field's pattern makes the
 * browser reject an invalid tenant name. An invalid name that is sent anyway gets the same page as an unknown tenant.
 */
export function namespacePage(view: NamespaceView, language: Language): string {
  const { app, signOnPath, parameter, carried = {} } = view;
  const { namespacePage: texts, goOn } = textsOf(language);
  return document({
    language,
    title: texts.label,
    app,
    main: html`<h1>${texts.heading}</h1>
<form method="get" action="${signOnPath}">
<label for="namespace">${texts.label}</label>
<p class="help" id="namespace-help">${texts.help(app.displayName, html`<code>acme</code>`)}</p>
<input type="text" id="namespace" name="${parameter}" required maxlength="63" pattern="[a-z0-9][a-z0-9\\-]*" title="${texts.pattern}" autocomplete="organization" autocapitalize="none" autocorrect="off" spellcheck="false" aria-describedby="namespace-help">
${Object.entries(carried).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p class="actions"><button class="button" type="submit">${goOn}</button></p>
</form>`,
  });
}
