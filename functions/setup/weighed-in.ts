import type { UploadForm } from '../../shared/http/upload-form.ts';
import { shownKeysField } from '../../shared/pages/setup/review-page.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { maximumShownKeys } from '../../shared/tenants/draft/draft.ts';

const keyNamePattern = /^(?:certificate-)?(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * The names of the keys that were trusted when the values of a form were shown: one that an operator retired since stays
 * so, and one that a rollover brought since stays trusted. Undefined of a form that does not say it.
 * @throws Problem `setup-form-malformed`
 */
export function readShownKeyNames(form: UploadForm): readonly string[] | undefined {
  const [text, ...more] = form.texts(shownKeysField);
  if (text === undefined) return undefined;
  const names = text.split(' ').filter((name) => name !== '');
  const isShown = names.length <= maximumShownKeys && names.every((name) => keyNamePattern.test(name));
  if (more.length > 0 || !isShown) {
    throw new Problem('setup-form-malformed', { expected: 'the keys that were shown' });
  }
  return names;
}
