import type { Page } from 'playwright-core';
import { securityHeaders } from '../../shared/http/security-headers.ts';
import { styleHash } from '../../shared/pages/style.ts';
import type { Places } from './places.ts';

/** One page as a person gets to see it, and the way there. */
export interface PageState {
  /** A file name's worth. */
  readonly name: string;
  readonly open: (page: Page, places: Places) => Promise<unknown>;
}

/** Shows a page that no local run leads to. */
export const served = (body: string) => async (page: Page, places: Places) => {
  const url = `${places.trakstar}/served`;
  const headers = {
    ...securityHeaders({ kind: 'page', styleHash }),
    'content-type': 'text/html; charset=utf-8',
  };
  await page.route(url, (route) => route.fulfill({ status: 200, headers, body }));
  await page.goto(url);
};
