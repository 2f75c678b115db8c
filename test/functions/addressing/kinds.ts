import type { Site } from '../../../shared/apps/site.ts';
import { productionSite } from '../../../shared/apps/site.ts';
import { profileWith } from '../../fixtures/contoso.ts';

/** An app for each kind of addressing, and between them each kind of Identifier. */
const kinds: Readonly<
  Record<string, { readonly identifier: string; readonly replyUrls: readonly string[] }>
> = {
  host: {
    identifier: 'https://{tenant}.host.example.com/saml',
    replyUrls: ['https://{tenant}.host.example.com/host/acs'],
  },
  'part-of-host': {
    identifier: 'urn:part-of-host:{tenant}',
    replyUrls: ['https://{tenant}-pool.part.example.com:8443/part-of-host/acs'],
  },
  path: { identifier: 'PathApp', replyUrls: ['https://path.example.com/path/{tenant}/acs'] },
  'part-of-path': {
    identifier: '{tenant}_sp',
    replyUrls: ['https://part-of-path.example.com/part/sp_{tenant}/acs'],
  },
  query: {
    identifier: 'https://identifiers.example.org/query',
    replyUrls: [
      'https://query.example.com/query/acs?client_name=SAML2&org={tenant}',
      'https://query.example.com/query/other-acs?org={tenant}',
    ],
  },
  everywhere: {
    identifier: 'api://everywhere/{tenant}',
    replyUrls: ['https://{tenant}.everywhere.example.com/everywhere/{tenant}/acs?id={tenant}'],
  },
};

/** The sites of these apps, by their kind. */
export const sitesOfKinds: readonly Site[] = Object.entries(kinds).map(([id, urls]) =>
  productionSite(profileWith(urls, { id, displayName: id, initiatedBy: ['sp', 'idp'] })),
);
