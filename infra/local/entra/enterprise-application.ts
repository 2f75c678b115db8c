import { createHash, randomUUID } from 'node:crypto';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { Site } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { type Directory, directories, directoryIssuer } from './directory.ts';
import { entraOrigin } from './origin.ts';
import { generateSigningCertificate, type SigningCertificate } from './signing-certificate.ts';

/** What the admin entered under "Basic SAML Configuration". */
export interface BasicSamlConfiguration {
  /** The default one, or the only one; empty until it is entered. */
  readonly identifier: string;
  readonly otherIdentifiers?: readonly string[];
  /** Where a response goes whose request names no other; empty until it is entered. */
  readonly replyUrl: string;
  readonly otherReplyUrls?: readonly string[];
  readonly signOnUrl: string;
  /** Sent with an unsolicited response; empty where the application has none. */
  readonly relayState: string;
  readonly logoutUrl: string;
}

/** A gallery application in a directory, as its "Set up single sign-on with SAML" page shows it. */
export interface EnterpriseApplication {
  readonly app: AppId;
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

/** An application of the demonstration, which begins set up for a tenant of Latchkey. */
export interface DemonstrationApplication extends EnterpriseApplication {
  readonly tenant: TenantId;
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

/**
 * The directories that begin with applications, whose ids never change: application id and service principal id. Those
 * of other apps are made of their names.
 */
const furnished: readonly {
  readonly directory: Directory;
  readonly ids: Readonly<Partial<Record<AppId, readonly [string, string]>>>;
}[] = [
  {
    directory: directories[0],
    ids: {
      timetrack: ['2f8d6b1c-4e7a-4c35-9b08-a1d3e5f70911', '93c1e0d7-5a2b-4f86-b4e9-0c8d7a6f1b12'],
      trakstar: ['b46a9f20-7d1e-4285-8c3b-e9f50a7d6c13', '0e5b7c92-d38f-4a16-a7d4-5c2f8b1e9014'],
    },
  },
  {
    directory: directories[1],
    ids: {
      timetrack: ['6c0e3a95-b8d7-4f12-9e64-1d7f2b5a8c15', 'd1f4b8a6-07c3-4e59-8b2d-a6e90f3c7d16'],
      trakstar: ['49e7d2c8-a05b-4136-b9f8-7c3e1a6d5f17', '75a8c6f1-e29d-4b03-94d7-2f0b8e5c1a18'],
    },
  },
];

/**
 * The enterprise applications of Acme and Globex, with freshly generated keys: every app of `sites` in
 * either directory. One expired certificate serves them all; the active ones are each application's own.
 */
export async function createEnterpriseApplications(
  options: EnterpriseApplicationOptions,
): Promise<readonly DemonstrationApplication[]> {
  const now = (options.now ?? new Date()).getTime();
  const at = (days: number) => new Date(now + days * day);
  // Started at once and awaited together: OpenSSL searches its primes on every core.
  const expired = generateSigningCertificate({ notBefore: at(-1125), notAfter: at(-30) });
  const applications = furnished.flatMap(({ directory, ids }) =>
    options.sites.map(async (site) => {
      const tenant = parseTenantId(directory.tenant);
      if (tenant === undefined) throw new Error(`No tenant can be called ${directory.tenant}.`);
      const [applicationId, servicePrincipalId] = ids[site.app.id] ?? idsOf(directory, site.app.id);
      const { identifier, replyUrl, signOnUrl, logoutUrl } = tenantUrls(site, tenant);
      return {
        ...addressesOf(directory, applicationId, options.port),
        app: site.app.id,
        tenant,
        displayName: site.app.displayName,
        servicePrincipalId,
        basicSaml: { identifier, replyUrl, signOnUrl, relayState: relayStateOf(site.app), logoutUrl },
        certificate: await generateSigningCertificate({ notBefore: at(-1), notAfter: at(1094) }),
        expiredCertificate: await expired,
      };
    }),
  );
  return Promise.all(applications);
}

function idsOf({ id: directory }: Directory, app: AppId): readonly [string, string] {
  const idFor = (what: string) => {
    const hex = createHash('sha256').update(`${directory} ${app} ${what}`).digest('hex');
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
  };
  return [idFor('application'), idFor('service principal')];
}

/** What the admin of `directory` has to choose for a new application. */
export interface NewApplication {
  readonly app: AppProfile;
  readonly displayName: string;
  readonly directory: Directory;
}

/** "Create" in the gallery: an application with keys and ids of its own, in which nothing has been entered. */
export async function createFromGallery(
  { app, displayName, directory }: NewApplication,
  { port, now }: { readonly port: number; readonly now: Date },
): Promise<EnterpriseApplication> {
  const at = (days: number) => new Date(now.getTime() + days * day);
  const [certificate, expiredCertificate] = await Promise.all([
    generateSigningCertificate({ notBefore: at(0), notAfter: at(1095) }),
    generateSigningCertificate({ notBefore: at(-1125), notAfter: at(-30) }),
  ]);
  return {
    ...addressesOf(directory, randomUUID(), port),
    app: app.id,
    displayName,
    servicePrincipalId: randomUUID(),
    basicSaml: { identifier: '', replyUrl: '', signOnUrl: '', relayState: '', logoutUrl: '' },
    certificate,
    expiredCertificate,
  };
}

function addressesOf(directory: Directory, applicationId: string, port: number) {
  const base = `${entraOrigin(port)}/${directory.id}`;
  return {
    directory,
    applicationId,
    issuer: directoryIssuer(directory),
    loginUrl: `${base}/saml2`,
    logoutUrl: `${base}/saml2`,
    federationMetadataUrl: `${base}/federationmetadata/2007-06/federationmetadata.xml?appid=${applicationId}`,
  };
}

/** Where an article has an `<ID>` in the Relay State field, the demonstration opens item 42. */
function relayStateOf(app: AppProfile): string {
  return app.landingPathOfItem === undefined ? '' : '42';
}
