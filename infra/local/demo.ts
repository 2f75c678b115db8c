import { type Apps, requireApp } from '../../shared/apps/apps.ts';
import type { AppProfile } from '../../shared/apps/profile.ts';
import { newUserId } from '../../shared/ids/user-id.ts';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { localTableNames } from '../../shared/store/tables.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { sessionLength, type Tenant } from '../../shared/tenants/tenant.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import type { User } from '../../shared/users/user.ts';
import type { DemonstrationApplication } from './entra/enterprise-application.ts';
import type { Person } from './entra/person.ts';
import type { SigningCertificate } from './entra/signing-certificate.ts';

/**
 * Fills the tables with the demonstration: a tenant for each enterprise application, trusting what its article
 * hands over, and the directory's people who have an account. B.Simon's is active, Britta Simon's is not, and
 * people who are not assigned have none.
 */
export async function seedDemo(
  applications: readonly DemonstrationApplication[],
  apps: Apps,
  now: Date,
): Promise<void> {
  const tables = openTables(createDynamoDbClient(), localTableNames);
  const tenants = dynamoDbTenantStore(tables.tenants, apps);
  const users = dynamoDbUserStore(tables.tenants);
  await Promise.all(
    applications.map(async (application) => {
      await tenants.add(tenantOf(application, apps, now), { by: 'npm start', at: now });
      const assigned = application.directory.people.filter(({ assigned }) => assigned);
      await Promise.all(assigned.map((person) => users.add(userOf(application, person, now))));
    }),
  );
}

function tenantOf(application: DemonstrationApplication, apps: Apps, now: Date): Tenant {
  return {
    app: application.app,
    id: application.tenant,
    connection: {
      state: 'active',
      issuer: application.issuer,
      loginUrl: application.loginUrl,
      logoutUrl: application.logoutUrl,
      // The expired one too: it is refused for its date, not as an unknown key.
      trustedKeys: [application.certificate, application.expiredCertificate].map((certificate) =>
        trustedKey(requireApp(apps, application.app), certificate),
      ),
      allowSha1: false,
    },
    sessionLengthSeconds: sessionLength.defaultSeconds,
    createdAt: now,
    updatedAt: now,
  };
}

function trustedKey({ trustHandedOverBy }: AppProfile, certificate: SigningCertificate): TrustedKey {
  return trustHandedOverBy === 'thumbprint'
    ? { kind: 'thumbprint', algorithm: 'sha1', thumbprint: certificate.thumbprint.toLowerCase() }
    : { kind: 'certificate', certificate: certificate.base64 };
}

const notActivated = 'Britta Simon';
const administrators = ['B.Simon'];

function userOf({ app, tenant }: DemonstrationApplication, person: Person, now: Date): User {
  return {
    app,
    tenant,
    id: newUserId(),
    signInName: person.userPrincipalName,
    displayName: person.displayName,
    active: person.displayName !== notActivated,
    ...(administrators.includes(person.displayName) ? { administrator: true } : {}),
    createdAt: now,
    updatedAt: now,
  };
}
