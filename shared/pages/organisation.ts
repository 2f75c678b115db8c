import { html } from 'hono/html';
import type { Markup } from './markup.ts';

/** Returns an organisation as pages name it: "Acme Ltd (acme)", or the name in its address alone. */
export function organisationMarkup(tenant: string, displayName?: string): Markup {
  return displayName === undefined
    ? html`<bdi>${tenant}</bdi>`
    : html`<bdi>${displayName}</bdi> (<bdi>${tenant}</bdi>)`;
}
