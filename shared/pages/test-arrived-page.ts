import type { Language } from '../http/language.ts';
import type { PageApp } from './layout.ts';
import { linkAction, messagePage } from './message-page.ts';
import { testArrivedTexts as german } from './text/de/test-arrived.ts';
import { testArrivedTexts as english } from './text/en/test-arrived.ts';

const catalogue: Readonly<Record<Language, typeof english>> = { en: english, de: german };

/** What the page of a test that the directory sent unasked shows. */
export interface TestArrivedView {
  readonly app: PageApp;
  readonly outcome: 'passed' | 'failed';
  /** A URL that we built. */
  readonly setupHref: string;
}

/** Returns the page of a test that the directory sent unasked. Its findings are on the set-up page only. Sent as `page`. */
export function testArrivedPage({ app, outcome, setupHref }: TestArrivedView, language: Language): string {
  const texts = catalogue[language];
  return messagePage({
    language,
    title: texts.title,
    app,
    tone: outcome === 'passed' ? 'calm' : 'alert',
    heading: texts[outcome],
    text: texts.notSignedIn(app.displayName),
    actions: [linkAction(setupHref, texts.toSetup)],
  });
}
