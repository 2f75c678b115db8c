import { html, raw } from 'hono/html';
import { type Markup, markupText } from '../../../../shared/pages/markup.ts';
import { requirementPages } from '../requirements/requirement-pages.ts';
import { galleryStyle } from './page-style.ts';

/** Returns an HTML document that loads nothing, so that it looks the same wherever it is sent. */
export function pageDocument(title: string, main: Markup): string {
  return markupText(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<style>${raw(galleryStyle)}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`);
}

/** Returns the list of Microsoft's pages that a document was written from, with their dates. */
export function requirementList(): Markup {
  return html`<ul>${Object.values(requirementPages).map(
    ({ title, url, dated }) => html`
<li><a href="${url}">${title}</a>, version of ${dated}</li>`,
  )}
</ul>`;
}
