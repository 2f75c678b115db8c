import { html } from 'hono/html';
import { document } from './page.ts';

/** What the page that asks for the tenant needs to know. */
export interface NamespaceView {
  readonly appName: string;
  /** The path of the sign-on endpoint, where the form goes by GET. */
  readonly signOnPath: string;
  /** The query parameter that names the tenant. */
  readonly parameter: string;
  /** What was entered and cannot be a namespace; the page then says so beside the field. */
  readonly refused?: string | undefined;
  /** Further parameters that the form carries on: `returnTo`, `login_hint`. */
  readonly carried?: Readonly<Record<string, string>>;
}

/** The page of a sign-on without a tenant; goes out as `page-towards-directory`. */
export function namespacePage(view: NamespaceView): string {
  const { appName, signOnPath, parameter, refused, carried = {} } = view;
  const isRefused = refused !== undefined;
  return document({
    title: isRefused ? 'Error: your namespace' : 'Your namespace',
    appName,
    main: html`<h1>Which organisation are you signing in for?</h1>
<form method="get" action="${signOnPath}">
<label for="namespace">Namespace</label>
<p class="help" id="namespace-help">The short name of your organisation in ${appName}, for example <code>acme</code>. Your administrator knows it.</p>
${isRefused ? html`<p class="error" id="namespace-error">A namespace has only the letters a to z, digits and hyphens, and begins with a letter or digit.</p>` : ''}
<input type="text" id="namespace" name="${parameter}" value="${refused ?? ''}" required maxlength="63" autocomplete="organization" autocapitalize="none" autocorrect="off" spellcheck="false" aria-describedby="${isRefused ? 'namespace-error ' : ''}namespace-help"${isRefused ? html` aria-invalid="true"` : ''}>
${Object.entries(carried).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p class="actions"><button class="button" type="submit">Continue</button></p>
</form>`,
  });
}
