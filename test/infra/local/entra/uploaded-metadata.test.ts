import { describe, expect, it } from 'vitest';
import { readUploadedMetadata } from '../../../../infra/local/entra/uploaded-metadata.ts';
import { localSites } from '../../../../infra/local/sites.ts';
import { tenantUrls } from '../../../../shared/apps/urls.ts';
import { spMetadata } from '../../../../shared/saml/outbound/sp-metadata.ts';
import { tenant } from '../../../ids/identifiers.ts';

describe('Upload metadata file', () => {
  it.each(localSites(8080))('fills in what $app.displayName’s metadata says', (site) => {
    const urls = tenantUrls(site, tenant('acme'));
    const { identifier, replyUrl, logoutUrl } = urls;
    expect(readUploadedMetadata(`\uFEFF${spMetadata(urls)}`)).toEqual({ identifier, replyUrl, logoutUrl });
  });

  it.each([
    ['nothing', ''],
    ['another document', '<html xmlns="http://www.w3.org/1999/xhtml"></html>'],
    ['broken XML', '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="a">'],
    ['a DTD', '<!DOCTYPE a []><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="a"/>'],
    [
      'a directory’s own metadata',
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="a"><IDPSSODescriptor/></EntityDescriptor>',
    ],
  ])('takes no %s', (_, text) => {
    expect(readUploadedMetadata(text)).toBeUndefined();
  });
});
