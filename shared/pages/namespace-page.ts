import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { document, type PageApp } from './layout.ts';
import { textsOf } from './text/texts.ts';

/** What the page that asks for the tenant shows. */
export interface NamespaceView {
  readonly app: PageApp;
  /** The path of the sign-on endpoint. The form goes there by GET. */
  readonly signOnPath: string;
  /** The query parameter that names the tenant, or where `takesMail`, what leads to it. */
  readonly parameter: string;
  /** Whether a work e-mail address leads to the tenant too. Default false. */
  readonly takesMail?: boolean;
  /** Further parameters that the form passes on: `returnTo`, `login_hint`. */
  readonly carried?: Readonly<Record<string, string>>;
}

/**
 * Returns the page of a sign-on without a tenant. It is sent as `page-towards-directory`. The field's pattern makes the
 * browser reject an invalid tenant name. An invalid name that is sent anyway gets the same page as an unknown tenant.
 */
export function namespacePage(view: NamespaceView, language: Language): string {
  const { app, signOnPath, parameter, takesMail = false, carried = {} } = view;
  const { namespacePage: texts, goOn } = textsOf(language);
  const label = takesMail ? texts.organisation : texts.label;
  const help = takesMail ? texts.organisationHelp : texts.help;
  return document({
    language,
    title: label,
    app,
    main: html`<h1>${texts.heading}</h1>
<form method="get" action="${signOnPath}">
<label for="namespace">${label}</label>
<p class="help" id="namespace-help">${help(app.displayName, html`<code>acme</code>`)}</p>
<input type="text" id="namespace" name="${parameter}" required ${takesMail ? mailOrName : nameOnly(texts.pattern)} autocapitalize="none" autocorrect="off" spellcheck="false" aria-describedby="namespace-help">
${Object.entries(carried).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p class="actions"><button class="button" type="submit">${goOn}</button></p>
</form>`,
  });
}

/** A directory takes a sign-in name of at most 256 characters. */
const mailOrName = html`maxlength="256" inputmode="email" autocomplete="username"`;

function nameOnly(rule: string) {
  return html`maxlength="63" pattern="[a-z0-9][a-z0-9\\-]*" title="${rule}" autocomplete="organization"`;
}
