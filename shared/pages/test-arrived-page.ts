import type { Language } from '../http/language.ts';
import { linkAction, messagePage } from './message-page.ts';
import { testArrivedTexts as german } from './text/de/test-arrived.ts';
import { testArrivedTexts as english } from './text/en/test-arrived.ts';

const catalogue: Readonly<Record<Language, typeof english>> = { en: english, de: german };

/** What the page of a test that the directory sent unasked shows. */
export interface TestArrivedView {
  readonly appName: string;
  readonly outcome: 'passed' | 'failed';
  /** A URL that we built. */
  readonly setupHref: string;
}

/** Returns the page of a test that the directory sent unasked. Its findings are on the set-up page only. Sent as `page`. */
export function testArrivedPage(
  { appName, outcome, setupHref }: TestArrivedView,
  language: Language,
): string {
  const texts = catalogue[language];
  return messagePage({
    language,
    title: texts.title,
    appName,
    tone: outcome === 'passed' ? 'calm' : 'alert',
    heading: texts[outcome],
    text: texts.notSignedIn(appName),
    actions: [linkAction(setupHref, texts.toSetup)],
  });
}
