import { html } from 'hono/html';
import { document, type PageContent } from './layout.ts';
import type { Markup } from './markup.ts';

/** A page that says one thing and offers what to do next. */
export interface MessageContent extends Omit<PageContent, 'main' | 'style' | 'scriptHref'> {
  readonly heading: string;
  /** Default: the heading says everything. */
  readonly text?: string | Markup;
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
export function linkAction(href: string, label: string | Markup, attributes: Markup | '' = ''): Markup {
  return html`<p class="actions"><a class="button" href="${href}"${attributes}>${label}</a></p>`;
}

/**
 * Returns a button that posts to a path of this origin.
 * @param look `plain` for what is not the most likely action. Default: as the link of {@link linkAction}.
 */
export function postAction(
  path: string,
  label: string | Markup,
  look: 'button' | 'plain' = 'button',
): Markup {
  const classes = look === 'plain' ? 'button plain' : 'button';
  return html`<form class="actions" method="post" action="${path}"><button class="${classes}" type="submit">${label}</button></form>`;
}
