import { html } from 'hono/html';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { maximumDraftKeys } from '../../../../shared/tenants/draft/draft.ts';
import { readIssuer } from '../../../../shared/tenants/intake/address.ts';
import { ownAddressAmong, ownAddressError } from '../../../../shared/tenants/intake/own-address.ts';
import { readAddresses, readMetadata } from '../../../../shared/tenants/intake/read-metadata.ts';
import { hiddenField } from '../../form.ts';
import { certificatesPicture } from '../../pictures/portal-pictures.ts';
import type { StepDependencies } from '../step.ts';
import { fileField, inputField } from './field.ts';
import { chosenOrPasted, fieldError, type IdpSettingsInput, type InputMethod, readAtField } from './input.ts';

/** Metadata at a URL, which is fetched from allowed hosts only. */
export const byMetadataUrl: InputMethod = {
  fields: ['metadataUrl'],
  show(session, entry, isRenewal) {
    const { byUrl: texts, labels } = setupTextsOf(session.language).connection;
    const known = session.tenant.connection.metadataUrl;
    if (isRenewal && known !== undefined && entry.errors.metadataUrl === undefined) {
      return html`<p class="help">${texts.helpRenewal}</p>
<dl class="facts"><dt>${labels.metadataUrl}</dt><dd><code>${known}</code></dd></dl>${hiddenField('metadataUrl', known)}`;
    }
    return html`<p class="help">${texts.help}</p>
${certificatesPicture(session, 'metadata-url')}
${inputField(entry, 'metadataUrl', labels.metadataUrl)}`;
  },

  async read({ session, form }, { metadata, sites }) {
    const metadataUrl = form.text('metadataUrl');
    if (metadataUrl === '') return fieldError('metadataUrl', 'url-missing');
    return readAtField('metadataUrl', async () => {
      const document = await metadata.fetch(metadataUrl);
      const input = readDocument(sites, 'metadataUrl', document, session.request.receivedAt);
      return input.values === undefined ? input : { values: { ...input.values, metadataUrl } };
    });
  },
};

/** A metadata file, chosen or pasted. */
export const byMetadataFile: InputMethod = {
  fields: ['document'],
  show(session, entry) {
    const { byDocument: texts, labels } = setupTextsOf(session.language).connection;
    const accept = '.xml,text/xml,application/xml';
    return html`<p class="help">${texts.help}</p>
${certificatesPicture(session, 'metadata-file')}
${fileField(entry, 'document', labels.document, texts.paste, accept)}`;
  },

  async read({ session, form }, { sites }) {
    const document = await chosenOrPasted(form, 'document');
    if (document === undefined) return fieldError('document', 'document-missing');
    return readAtField('document', async () =>
      readDocument(sites, 'document', document, session.request.receivedAt),
    );
  },
};

/** @throws IdpMetadataError, AddressError or TrustedKeyError: an error of the field */
function readDocument(
  sites: StepDependencies['sites'],
  field: 'metadataUrl' | 'document',
  document: Uint8Array,
  now: Date,
): IdpSettingsInput {
  const metadata = readMetadata(document, now);
  const { entityId, keys: trustedKeys } = metadata;
  if (trustedKeys.length > maximumDraftKeys) return fieldError(field, 'too-many-keys');
  const addresses = { issuer: readIssuer(entityId), ...readAddresses(metadata) };
  if (ownAddressAmong(sites, addresses) !== undefined) throw ownAddressError();
  return { values: { ...addresses, trustedKeys } };
}
