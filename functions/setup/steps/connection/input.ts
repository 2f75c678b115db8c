import { IdpMetadataError } from '../../../../shared/federation-metadata/idp-metadata-error.ts';
import { MetadataFetchError } from '../../../../shared/federation-metadata/metadata-fetch-error.ts';
import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import { defined } from '../../../../shared/objects/defined.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import type { FormErrorCode } from '../../../../shared/pages/text/en/setup/connection-errors.ts';
import type { DraftValues } from '../../../../shared/tenants/draft/connection-draft.ts';
import { AddressError } from '../../../../shared/tenants/intake/address.ts';
import { TrustedKeyError } from '../../../../shared/tenants/keys/trusted-key-error.ts';
import type { SetupPageSession } from '../../session.ts';
import type { StepDependencies } from '../step.ts';
import type { ConnectionEntry, ConnectionField, FieldError, FieldErrors } from './field.ts';

/** One way to enter the values of a connection. The page of the step shows the form of one at a time. */
export interface InputMethod {
  /** Its fields, in their order. */
  readonly fields: readonly [ConnectionField, ...ConnectionField[]];
  /** Shows its fields. */
  readonly show: (session: SetupPageSession, entry: ConnectionEntry, isRenewal: boolean) => Markup;
  /** Reads its fields. */
  readonly read: (input: PostedInput, deps: StepDependencies) => Promise<IdpSettingsInput>;
}

/** A posted form of an input method. */
interface PostedInput {
  readonly session: SetupPageSession;
  readonly form: UploadForm;
  /** Whether the form only adds the next certificate to the active connection. */
  readonly isRenewal: boolean;
}

/** The values that were read, or what is wrong with which field. */
export type IdpSettingsInput =
  | { readonly values: DraftValues; readonly errors?: undefined }
  | { readonly values?: undefined; readonly errors: FieldErrors };

/** Returns an error of the form itself at one field. */
export function fieldError(field: ConnectionField, code: FormErrorCode) {
  return { errors: { [field]: { of: 'form', code } } as const satisfies FieldErrors };
}

/** Returns what `read` returns. An error of its field becomes an error beside that field. */
export async function readAtField(
  field: ConnectionField,
  read: () => Promise<IdpSettingsInput>,
): Promise<IdpSettingsInput> {
  try {
    return await read();
  } catch (error) {
    return { errors: { [field]: fieldErrorOf(error) } };
  }
}

/** Returns what the page says about an error in a field. @throws `error` itself if no field caused it */
export function fieldErrorOf(error: unknown): FieldError {
  if (error instanceof AddressError) return { of: 'address', code: error.code };
  if (error instanceof TrustedKeyError) return { of: 'key', code: error.code };
  if (error instanceof MetadataFetchError) return { of: 'fetch', code: error.code };
  if (!(error instanceof IdpMetadataError)) throw error;
  const { code, position } = error;
  return { of: 'metadata', code, ...defined({ position }) };
}

/** Returns the chosen file, else the pasted text. Undefined if both are empty. */
export async function chosenOrPasted(
  form: UploadForm,
  field: 'document' | 'certificate',
): Promise<Uint8Array | undefined> {
  const file = await form.file(`${field}-file`);
  if (file !== undefined) return file;
  const pasted = form.text(field);
  return pasted === '' ? undefined : Buffer.from(pasted);
}
