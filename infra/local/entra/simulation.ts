import { aadsts } from './aadsts.ts';
import type { AccessPolicies } from './access-policy.ts';
import type { ApplicationCertificates } from './application-certificates.ts';
import type { ApplicationRegistry } from './application-registry.ts';
import type { Assignments } from './assignments.ts';
import type { ClaimsChoices } from './claims-choice.ts';
import { type Directory, findDirectory } from './directory.ts';
import type { DirectorySessions } from './directory-session.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { LogoutAnswers } from './logout-answers.ts';
import type { SigningCertificate } from './signing-certificate.ts';
import type { SigningChoices } from './signing-choice.ts';
import type { UploadedCertificates } from './uploaded-certificate.ts';

/** Everything that a running simulated Entra knows. */
export interface Simulation {
  /** `http://entra.localhost:<port>` */
  readonly origin: string;
  /** The port of every URL that is made here. */
  readonly port: number;
  readonly applications: ApplicationRegistry;
  readonly assignments: Assignments;
  readonly sessions: DirectorySessions;
  readonly signing: SigningChoices;
  readonly claims: ClaimsChoices;
  readonly certificates: ApplicationCertificates;
  readonly uploads: UploadedCertificates;
  readonly logoutAnswers: LogoutAnswers;
  readonly accessPolicies: AccessPolicies;
  readonly now: () => Date;
}

/** The directory that a path names, or Entra's error. */
export function directoryAt(id: string): Directory {
  const directory = findDirectory(id);
  if (directory === undefined) throw aadsts.directoryNotFound(id);
  return directory;
}

/** The applications of one directory. */
export function applicationsOf(simulation: Simulation, directory: Directory): EnterpriseApplication[] {
  return simulation.applications.list().filter((application) => application.directory === directory);
}

/** The application with this application id, in any directory or in one. */
export function findApplication(
  simulation: Simulation,
  applicationId: string,
  directory?: Directory,
): EnterpriseApplication | undefined {
  return simulation.applications
    .list()
    .find(
      (application) =>
        application.applicationId === applicationId.toLowerCase() &&
        (directory === undefined || application.directory === directory),
    );
}

/** The application with this application id, or Entra's error. */
export function namedApplication(simulation: Simulation, applicationId: string): EnterpriseApplication {
  const application = findApplication(simulation, applicationId);
  if (application === undefined) throw aadsts.applicationUnknown(applicationId);
  return application;
}

/** The certificate that signs an application's responses now. */
export function activeSignerOf(
  { signing, certificates, now }: Pick<Simulation, 'signing' | 'certificates' | 'now'>,
  application: EnterpriseApplication,
): SigningCertificate {
  return signing.of(application).certificate === 'expired'
    ? application.expiredCertificate
    : certificates.signerAt(application, now());
}

/** Every certificate that an application's metadata shows: the one that signs first. */
export function shownCertificates(
  simulation: Simulation,
  application: EnterpriseApplication,
): readonly [SigningCertificate, ...SigningCertificate[]] {
  const signer = activeSignerOf(simulation, application);
  const { active, inactive } = simulation.certificates.of(application);
  return [signer, ...[active, ...inactive].filter((each) => each !== signer)];
}
