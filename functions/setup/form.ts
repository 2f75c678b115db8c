import { html } from 'hono/html';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import type { Markup } from '../../shared/pages/markup.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { ConnectionDraft } from '../../shared/tenants/draft/connection-draft.ts';
import { setupPath } from './addresses.ts';
import type { SetupPageSession } from './session.ts';

/** The values of the field `action`: what a form of the set-up does. */
export type SetupAction =
  | AdministratorAction
  | 'open'
  | 'administer'
  | 'leave'
  | 'go'
  | 'look'
  | 'keep'
  | 'test'
  | 'activate'
  | 'discard';

/** What only an administrator's page does, and never to a draft. */
export type AdministratorAction =
  | 'add-person'
  | 'activate-person'
  | 'deactivate-person'
  | 'preview-import'
  | 'import-people'
  | 'create-link'
  | 'revoke-link';

/**
 * How a browser sends a form: plain; with a file; or into a new tab, while the page itself goes to `opensNewTab` and
 * waits there.
 */
export type SetupFormKind = 'plain' | 'upload' | { readonly opensNewTab: string };

/** Returns a form of the set-up with its action and the token of the session. */
export function setupForm(
  { location, formToken }: Pick<SetupPageSession, 'location' | 'formToken'>,
  action: SetupAction,
  content: Markup,
  kind: SetupFormKind = 'plain',
): Markup {
  const attributes =
    typeof kind === 'object'
      ? html` target="_blank" rel="noopener" data-waits="${kind.opensNewTab}"`
      : kind === 'upload'
        ? html` enctype="multipart/form-data"`
        : '';
  return html`<form method="post" action="${setupPath(location)}"${attributes}>${hiddenField('action', action)}${hiddenField('token', formToken)}
${content}
</form>`;
}

/** Returns a hidden field. */
export function hiddenField(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** Returns the field that says which revision of a draft the page showed. */
export function revisionField({ revision }: Pick<ConnectionDraft, 'revision'>): Markup {
  return hiddenField('revision', String(revision));
}

/** Returns what {@link revisionField} says. @throws Problem `setup-form-malformed` */
export function readRevision(form: UploadForm): number {
  const text = form.text('revision');
  if (!/^\d{1,15}$/.test(text)) throw new Problem('setup-form-malformed', { expected: 'a revision' });
  return Number(text);
}
