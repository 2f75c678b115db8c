import { html } from 'hono/html';
import { document, type PageContent } from './layout.ts';
import type { Markup } from './markup.ts';

/** A page that says one thing and offers what to do next. */
export interface MessageContent extends Omit<PageContent, 'main' | 'style' | 'scriptHref'> {
  readonly heading: string;
  /** Default: the heading says everything. */
  readonly text?: string;
  /** From {@link linkAction} and {@link postAction}, the most likely one first. */
  readonly actions: readonly (Markup | '')[];
}

/** Returns the document of such a page. */
export function messagePage({ heading, text, actions, ...page }: MessageContent): string {
  return document({
    ...page,
    main: html`<h1>${heading}</h1>
${text === undefined ? '' : html`<p>${text}</p>`}
${actions}`,
  });
}

/**
 * Returns a link as a button. `href` is an address that we built.
 * @param attributes More attributes, with a blank before each. Default: none.
 */
export function linkAction(href: string, label: string, attributes: Markup | '' = ''): Markup {
  return html`<p class="actions"><a class="button" href="${href}"${attributes}>${label}</a></p>`;
}

/** Returns a button that posts to a path of this origin. */
export function postAction(path: string, label: string): Markup {
  return html`<form class="actions" method="post" action="${path}"><button class="button" type="submit">${label}</button></form>`;
}
