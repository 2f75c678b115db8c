import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { Site } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { type Directory, directories, issuerOf } from './directory.ts';
import { entraOrigin } from './origin.ts';
import { generateSigningCertificate, type SigningCertificate } from './signing-certificate.ts';

/** What the admin entered under "Basic SAML Configuration". */
export interface BasicSamlConfiguration {
  readonly identifier: string;
  readonly replyUrl: string;
  readonly signOnUrl: string;
  /** Sent with an unsolicited response; empty where the application has none. */
  readonly relayState: string;
  readonly logoutUrl: string;
}

/** A gallery application in a directory, as its "Set up single sign-on with SAML" page shows it. */
export interface EnterpriseApplication {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly displayName: string;
  readonly directory: Directory;
  /** Application (client) id: names the app in the federation metadata URL. */
  readonly applicationId: string;
  /** Object id of the service principal: names the app in its own Login URL. */
  readonly servicePrincipalId: string;
  readonly basicSaml: BasicSamlConfiguration;
  /** "Microsoft Entra Identifier": the same for every application of a directory. */
  readonly issuer: string;
  readonly loginUrl: string;
  readonly logoutUrl: string;
  readonly federationMetadataUrl: string;
  /** The active signing certificate, the application's own. */
  readonly certificate: SigningCertificate;
  /** One that ran out, to show that it is refused even where a tenant trusts it. */
  readonly expiredCertificate: SigningCertificate;
}

/** Where the simulated Entra stands and for which apps it has enterprise applications. */
export interface EnterpriseApplicationOptions {
  /** The port of `http://entra.localhost:<port>`. */
  readonly port: number;
  /** The local sites of the apps: they give Identifier, Reply URL and the rest. */
  readonly sites: readonly Site[];
  readonly now?: Date;
}

const day = 86_400_000;

/** Ids that never change: application id and service principal id, by directory and app. */
const ids: Readonly<Record<Directory['tenant'], Readonly<Record<AppId, readonly [string, string]>>>> = {
  acme: {
    timetrack: ['2f8d6b1c-4e7a-4c35-9b08-a1d3e5f70911', '93c1e0d7-5a2b-4f86-b4e9-0c8d7a6f1b12'],
    trakstar: ['b46a9f20-7d1e-4285-8c3b-e9f50a7d6c13', '0e5b7c92-d38f-4a16-a7d4-5c2f8b1e9014'],
  },
  globex: {
    timetrack: ['6c0e3a95-b8d7-4f12-9e64-1d7f2b5a8c15', 'd1f4b8a6-07c3-4e59-8b2d-a6e90f3c7d16'],
    trakstar: ['49e7d2c8-a05b-4136-b9f8-7c3e1a6d5f17', '75a8c6f1-e29d-4b03-94d7-2f0b8e5c1a18'],
  },
};

/**
 * The enterprise applications of both directories, with freshly generated keys: every app of `sites` in
 * every directory. One expired certificate serves them all; the active ones are each application's own.
 */
export async function createEnterpriseApplications(
  options: EnterpriseApplicationOptions,
): Promise<readonly EnterpriseApplication[]> {
  const now = (options.now ?? new Date()).getTime();
  const at = (days: number) => new Date(now + days * day);
  // Started at once and awaited together: OpenSSL searches its primes on every core.
  const expired = generateSigningCertificate({ notBefore: at(-1125), notAfter: at(-30) });
  const applications = directories.flatMap((directory) =>
    options.sites.map(async (site) => ({
      ...describe(directory, site, options.port),
      certificate: await generateSigningCertificate({ notBefore: at(-1), notAfter: at(1094) }),
      expiredCertificate: await expired,
    })),
  );
  return Promise.all(applications);
}

function describe(directory: Directory, site: Site, port: number) {
  const tenant = parseTenantId(directory.tenant);
  if (tenant === undefined) throw new Error(`No tenant can be called ${directory.tenant}.`);
  const [applicationId, servicePrincipalId] = ids[directory.tenant][site.app.id];
  const { identifier, replyUrl, signOnUrl, logoutUrl } = tenantUrls(site, tenant);
  const base = `${entraOrigin(port)}/${directory.id}`;
  return {
    app: site.app.id,
    tenant,
    displayName: site.app.displayName,
    directory,
    applicationId,
    servicePrincipalId,
    basicSaml: { identifier, replyUrl, signOnUrl, relayState: relayStateOf(site.app), logoutUrl },
    issuer: issuerOf(directory),
    loginUrl: `${base}/saml2`,
    logoutUrl: `${base}/saml2`,
    federationMetadataUrl: `${base}/federationmetadata/2007-06/federationmetadata.xml?appid=${applicationId}`,
  };
}

/** TimeTrack's article has an `<ID>` in the Relay State field; the demonstration opens item 42. */
function relayStateOf(app: AppProfile): string {
  return app.landingPathOfItem === undefined ? '' : '42';
}
