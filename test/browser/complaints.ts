import type { BrowserContext } from 'playwright-core';

/**
 * Collects what a browser complains of on any page: errors on the console, violations of a content security
 * policy among them, and errors that a page throws. One thing is no complaint: that a page came with a status
 * from 400 to 499, which Chromium notes as an error of the document itself.
 */
export function listenForComplaints(context: BrowserContext): () => readonly string[] {
  const complaints: { readonly text: string; readonly url: string }[] = [];
  const refusedDocuments = new Set<string>();
  context.on('response', (response) => {
    const status = response.status();
    if (status >= 400 && status < 500 && response.request().isNavigationRequest()) {
      refusedDocuments.add(noteOf(status, response.url()));
    }
  });
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push({ text: message.text(), url: message.location().url });
    }
  });
  context.on('weberror', (webError) => {
    complaints.push({ text: String(webError.error()), url: webError.page()?.url() ?? '' });
  });
  return () =>
    complaints
      .filter(({ text, url }) => {
        const [, status] = /^Failed to load resource: .* status of (4\d\d) /.exec(text) ?? [];
        return status === undefined || !refusedDocuments.has(noteOf(Number(status), url));
      })
      .map(({ text, url }) => `${url}: ${text}`);
}

function noteOf(status: number, url: string): string {
  return `${status} ${url}`;
}
