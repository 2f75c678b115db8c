/** What a form of a page sends: where to, and its hidden fields. */
export interface PageForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads the first form in the main part of a page of the simulated Entra. Empty where there is none. */
export function formIn(page: string): PageForm {
  const [, action = ''] = /<main.*?<form[^>]* action="([^"]+)"/s.exec(page) ?? [];
  const hidden = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  const fields = Object.fromEntries([...hidden].map(([, name, value = '']) => [name, unescaped(value)]));
  return { action: unescaped(action), fields };
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
