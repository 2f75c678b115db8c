import type { AppProfile } from '../../../../shared/apps/profile.ts';
import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import { Problem } from '../../../../shared/problems/problem.ts';
import type { DraftValues } from '../../../../shared/tenants/draft/connection-draft.ts';
import type { SetupPageSession } from '../../session.ts';
import { byMetadataFile, byMetadataUrl } from './by-metadata.ts';
import { byCertificate, byThumbprint } from './by-values.ts';
import type { InputMethodName } from './field.ts';
import type { InputMethod } from './input.ts';

/** The forms of the step, by name. */
export const inputMethods: Readonly<Record<InputMethodName, InputMethod>> = {
  thumbprint: byThumbprint,
  certificate: byCertificate,
  'metadata-url': byMetadataUrl,
  'metadata-file': byMetadataFile,
};

/** The query parameter that chooses the form. */
export const methodParameter = 'by';

/** Returns the methods in the order of their links: the one of the app's article, the recommended one, the others. */
export function inputMethodNames({ trustHandedOverBy }: AppProfile): readonly InputMethodName[] {
  const other = trustHandedOverBy === 'thumbprint' ? 'certificate' : 'thumbprint';
  return [trustHandedOverBy, 'metadata-url', other, 'metadata-file'];
}

/**
 * Returns the method that a page shows: the one that its address names; else the metadata URL if `values` have one; else
 * the one of the app's article.
 */
export function chosenMethod(
  { request, location }: SetupPageSession,
  { metadataUrl }: DraftValues,
): InputMethodName {
  const named = new URLSearchParams(request.rawQuery).get(methodParameter) ?? '';
  if (isInputMethod(named)) return named;
  return metadataUrl === undefined ? location.site.app.trustHandedOverBy : 'metadata-url';
}

/** Returns the method of a posted form. @throws Problem `setup-form-malformed` */
export function postedMethod(form: UploadForm): InputMethodName {
  const how = form.text('how');
  if (isInputMethod(how)) return how;
  const method = methodOfEarlierForm(how, form);
  if (method === undefined)
    throw new Problem('setup-form-malformed', { expected: 'one of the input methods' });
  return method;
}

/** A page that an earlier release showed has three forms; one of them has fields for both kinds of keys. */
function methodOfEarlierForm(how: string, form: UploadForm): InputMethodName | undefined {
  if (how === 'url') return 'metadata-url';
  if (how === 'document') return 'metadata-file';
  if (how !== 'values') return undefined;
  return form.text('thumbprint') !== '' && form.text('certificate') === '' ? 'thumbprint' : 'certificate';
}

function isInputMethod(name: string): name is InputMethodName {
  return Object.hasOwn(inputMethods, name);
}
