import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { PageParts } from './page.ts';

/** A response on its way to an application by the browser. */
export interface PostForm {
  readonly replyUrl: string;
  /** The XML. */
  readonly response: string;
  readonly relayState: string | undefined;
  /** The application's name. */
  readonly target: string;
}

const submit = "document.querySelector('main form').submit();";

/** The one script of the simulated Entra, for the content security policy. */
export const submitScriptHash = `sha256-${createHash('sha256').update(submit).digest('base64')}`;

/** HTTP-POST binding: a form that sends itself, and a button for a browser without script. */
export function postFormPage({ replyUrl, response, relayState, target }: PostForm): PageParts {
  return {
    title: 'Working…',
    body: html`<section class="card">
  <p class="brand">Signing in</p>
  <h1>Taking you to ${target}</h1>
  <form method="post" action="${replyUrl}">
    <input type="hidden" name="SAMLResponse" value="${Buffer.from(response, 'utf8').toString('base64')}">
    ${relayState === undefined ? '' : html`<input type="hidden" name="RelayState" value="${relayState}">`}
    <p>If nothing happens, your browser runs no script here: press Continue.</p>
    <p class="actions"><button type="submit">Continue</button></p>
  </form>
  <script>${raw(submit)}</script>
</section>`,
  };
}
