import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { document } from './layout.ts';
import { textsOf } from './text/texts.ts';

/** What the page of a test that the directory sent unasked shows. */
export interface TestArrivedView {
  readonly appName: string;
  readonly outcome: 'passed' | 'failed';
  /** A URL that we built. */
  readonly setupHref: string;
}

/** The page of a test that the directory sent unasked; goes out as `page`. What was found is on the set-up page alone. */
export function testArrivedPage(
  { appName, outcome, setupHref }: TestArrivedView,
  language: Language,
): string {
  const texts = textsOf(language).testArrivedPage;
  return document({
    language,
    title: texts.title,
    appName,
    tone: outcome === 'passed' ? 'calm' : 'alert',
    main: html`<h1>${texts[outcome]}</h1>
<p>${texts.nobodySignedIn(appName)}</p>
<p class="actions"><a class="button" href="${setupHref}">${texts.toSetup}</a></p>`,
  });
}
