import { html } from 'hono/html';
import { defined } from '../../../../shared/objects/defined.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import {
  type ConnectionEntry,
  type ConnectionField,
  connectionFields,
  errorText,
  type FieldErrors,
} from './field.ts';

/**
 * Returns `errors` at fields that the form shows. An error of another field moves to the first of `shown`: beside a field
 * that is not there, it could not be read.
 */
export function errorsAtShownFields(
  errors: FieldErrors,
  shown: readonly [ConnectionField, ...ConnectionField[]],
): FieldErrors {
  const visible: readonly ConnectionField[] = [...shown, 'identityClaim'];
  const elsewhere = connectionFields.find((field) => errors[field] !== undefined && !visible.includes(field));
  const moved = elsewhere === undefined ? {} : defined({ [shown[0]]: errors[elsewhere] });
  const kept = visible.map((field) => defined({ [field]: errors[field] }));
  return Object.assign({}, moved, ...kept);
}

/** Returns what is wrong with a form, with a link to each field. Empty without errors. */
export function errorSummary(entry: ConnectionEntry): Markup | '' {
  const { connection: texts } = setupTextsOf(entry.language);
  const wrong = connectionFields.flatMap((name) => {
    const error = entry.errors[name];
    return error === undefined ? [] : [{ name, error }];
  });
  if (wrong.length === 0) return '';
  return html`<div class="note alert" role="alert"><p>${texts.errorSummary}${entry.hadFile ? ` ${texts.chooseFileAgain}` : ''}</p><ul>
${wrong.map(({ name, error }) => html`<li><a href="#${name}">${texts.labels[name]}</a>: ${errorText(entry.language, error)}</li>`)}
</ul></div>`;
}
