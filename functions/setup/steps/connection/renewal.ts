import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { onlyRenews } from '../../../../shared/setup/setup-link.ts';
import { isConfigured } from '../../../../shared/tenants/connection.ts';
import { maximumDraftKeys, valuesOf } from '../../../../shared/tenants/draft/draft.ts';
import { applicationIn } from '../../../../shared/tenants/draft/replaced-parts.ts';
import { isSameKey } from '../../../../shared/tenants/keys/trusted-key-identity.ts';
import { hiddenField } from '../../form.ts';
import type { SetupPageSession } from '../../session.ts';
import { fieldError, type IdpSettingsInput } from './input.ts';

/** The field by which a form says that it only renews the certificate. */
const renewalField = 'renewal';

/** Returns the field that {@link isRenewalInput} reads. Empty for a form that replaces every value. */
export function renewalFieldMarkup(isRenewal: boolean): Markup | '' {
  return isRenewal ? hiddenField(renewalField, 'yes') : '';
}

/**
 * Returns whether only the next certificate is entered: because the link is for nothing else, or because the form says
 * so. There is nothing to renew before the first activation.
 */
export function isRenewalInput({ link, tenant }: SetupPageSession, form?: UploadForm): boolean {
  const isAsked = onlyRenews(link.intent) || form?.text(renewalField) === 'yes';
  return isAsked && isConfigured(tenant.connection);
}

/**
 * Returns `input` as the session may save it. A renewal only adds keys to the active connection, and only keys of the
 * same directory and application. A set-up may replace every value.
 */
export function requireFittingInput(
  { tenant: { connection } }: SetupPageSession,
  isRenewal: boolean,
  input: IdpSettingsInput,
): IdpSettingsInput {
  const { values } = input;
  if (values === undefined || !isRenewal) return input;
  const before = valuesOf(connection);
  if (values.issuer !== before.issuer) {
    return fieldError(values.metadataUrl === undefined ? 'document' : 'metadataUrl', 'other-issuer');
  }
  if (before.metadataUrl !== undefined && isOtherApplication(before.metadataUrl, values.metadataUrl)) {
    return fieldError('metadataUrl', 'other-application');
  }
  const { setAsideKeys = [] } = connection;
  const retired = setAsideKeys.filter(({ state }) => state === 'retired');
  const others = values.trustedKeys.filter((key) => !before.trustedKeys.some((each) => isSameKey(each, key)));
  const added = others.filter((key) => !retired.some((each) => isSameKey(each, key)));
  // Metadata lists retired certificates beside the next one. A retired one entered alone is a mistake.
  if (others.length > 0 && added.length === 0) return fieldError('certificate', 'retired-key');
  const trustedKeys = [...before.trustedKeys, ...added];
  if (trustedKeys.length > maximumDraftKeys) return fieldError('certificate', 'too-many-keys');
  return { values: { ...before, trustedKeys } };
}

/** Refuses a renewal that brings no certificate beyond those of the active connection. */
export function requireNewKey(
  { tenant: { connection } }: SetupPageSession,
  input: IdpSettingsInput,
): IdpSettingsInput {
  const { values } = input;
  if (values === undefined) return input;
  const isKnown = values.trustedKeys.every((key) =>
    connection.trustedKeys.some((each) => isSameKey(each, key)),
  );
  return isKnown ? fieldError('certificate', 'no-new-key') : input;
}

function isOtherApplication(running: string, url: string | undefined): boolean {
  if (url === undefined || url === running) return false;
  const application = applicationIn(running);
  return application === undefined || applicationIn(url) !== application;
}
