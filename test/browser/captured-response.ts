import type { Page } from 'playwright-core';
import type { Places } from './places.ts';

/** A response on its way through a browser: where it goes, and the form that carries it. */
export interface CapturedResponse {
  readonly replyUrl: string;
  readonly form: URLSearchParams;
}

/** Does what sends a response, takes the response out of the browser and lets it arrive nowhere. */
export async function captureResponse(page: Page, sendIt: () => Promise<void>): Promise<CapturedResponse> {
  const captured = Promise.withResolvers<CapturedResponse>();
  const callback = /\/callback(\?|$)/;
  await page.route(callback, async (route) => {
    const request = route.request();
    captured.resolve({ replyUrl: request.url(), form: new URLSearchParams(request.postData() ?? '') });
    // As if the person had closed the window; an aborted request would be an error on the console.
    await route.fulfill({ status: 204 });
  });
  await sendIt();
  const response = await captured.promise;
  await page.unroute(callback);
  return response;
}

/** Posts a response from a page of another site, as the directory's page or an attacker's does. */
export async function postResponse(
  page: Page,
  { entra }: Places,
  { replyUrl, form }: CapturedResponse,
): Promise<void> {
  await page.goto(entra);
  const parameters = JSON.stringify({ replyUrl, fields: [...form] });
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.evaluate(`{
    const { replyUrl, fields } = ${parameters};
    const form = document.createElement('form');
    form.method = 'post';
    form.action = replyUrl;
    for (const [name, value] of fields) {
      const input = document.createElement('input');
      Object.assign(input, { type: 'hidden', name, value });
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }`);
  await answered;
  await page.waitForURL(({ hostname }) => hostname !== new URL(entra).hostname);
}
