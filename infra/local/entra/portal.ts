import type { Context } from 'hono';
import { Hono } from 'hono';
import { certificateFile } from '../../../shared/certificates/write-certificate.ts';
import { aadsts } from './aadsts.ts';
import { readAccessPolicy } from './access-policy.ts';
import { validityMilliseconds } from './application-certificates.ts';
import { methodPage } from './application-head.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { federationMetadata } from './federation-metadata.ts';
import { readLogoutAnswer } from './logout-answers.ts';
import { textField } from './page.ts';
import { portalPage } from './portal-page.ts';
import { generateSigningCertificate, type SigningCertificate } from './signing-certificate.ts';
import { readSigningChoice } from './signing-choice.ts';
import {
  activeSignerOf,
  applicationsOf,
  directoryAt,
  findApplication,
  namedApplication,
  type Simulation,
  shownCertificates,
} from './simulation.ts';
import { testRequestUrl } from './test-request.ts';
import { readUpload } from './uploaded-certificate.ts';

const notACertificate = 'This is no certificate in Base64.';

/** The admin center: `/portal`, the page of an application with what it offers, and the metadata. */
export function portal(simulation: Simulation): Hono {
  const service = new Hono();
  const directoryKeys = new Map<string, Promise<SigningCertificate>>();

  service.get('/portal/:application', (context) => {
    const application = applicationAt(context);
    if (!simulation.applications.signsOnBySaml(application)) return context.render(methodPage(application));
    const { signing, uploads } = simulation;
    return context.render(
      portalPage(application, {
        choice: signing.of(application),
        certificate: activeSignerOf(simulation, application),
        certificates: simulation.certificates.of(application),
        now: simulation.now(),
        encryption: uploads.encryptionOf(application),
        verification: uploads.verificationOf(application),
        logoutAnswer: simulation.logoutAnswers.of(application),
        accessPolicy: simulation.accessPolicies.of(application),
      }),
    );
  });

  service.post('/portal/:application/signing', async (context) => {
    const application = applicationAt(context);
    simulation.signing.set(application, readSigningChoice(await context.req.parseBody()));
    return context.redirect(`/portal/${application.applicationId}#signing`, 303);
  });

  service.post('/portal/:application/certificates', async (context) => {
    const application = applicationAt(context);
    const validity = textField(await context.req.parseBody(), 'validity');
    const notBefore = simulation.now();
    const length = validityMilliseconds[validity === 'minutes' ? 'minutes' : 'years'];
    const notAfter = new Date(notBefore.getTime() + length);
    simulation.certificates.add(application, await generateSigningCertificate({ notBefore, notAfter }));
    return context.redirect(`/portal/${application.applicationId}#certificates`, 303);
  });

  service.post('/portal/:application/certificates/:thumbprint', async (context) => {
    const application = applicationAt(context);
    const thumbprint = context.req.param('thumbprint');
    const wanted = textField(await context.req.parseBody(), 'do');
    if (wanted === 'activate') simulation.certificates.makeActive(application, thumbprint);
    else if (wanted === 'delete') simulation.certificates.remove(application, thumbprint);
    return context.redirect(`/portal/${application.applicationId}#certificates`, 303);
  });

  service.post('/portal/:application/encryption', async (context) => {
    const application = applicationAt(context);
    const text = textField(await context.req.parseBody(), 'certificate');
    const certificate = text === undefined ? undefined : readUpload(text);
    if (text !== undefined && certificate === undefined) return context.text(notACertificate, 400);
    simulation.uploads.setEncryption(application, certificate);
    return context.redirect(`/portal/${application.applicationId}#encryption`, 303);
  });

  service.post('/portal/:application/verification', async (context) => {
    const application = applicationAt(context);
    const fields = await context.req.parseBody();
    const text = textField(fields, 'certificate') ?? '';
    const certificate = text.trim() === '' ? undefined : readUpload(text);
    if (text.trim() !== '' && certificate === undefined) return context.text(notACertificate, 400);
    simulation.uploads.setVerification(application, textField(fields, 'required') === 'on', certificate);
    return context.redirect(`/portal/${application.applicationId}#verification`, 303);
  });

  service.post('/portal/:application/single-logout', async (context) => {
    const application = applicationAt(context);
    simulation.logoutAnswers.set(application, readLogoutAnswer(await context.req.parseBody()));
    return context.redirect(`/portal/${application.applicationId}#single-logout`, 303);
  });

  service.post('/portal/:application/conditional-access', async (context) => {
    const application = applicationAt(context);
    simulation.accessPolicies.set(application, readAccessPolicy(await context.req.parseBody()));
    return context.redirect(`/portal/${application.applicationId}#conditional-access`, 303);
  });

  service.post('/portal/:application/test', (context) => {
    const application = applicationAt(context);
    if (simulation.uploads.verificationOf(application).required) throw aadsts.requestNotSigned(application);
    return context.redirect(testRequestUrl(application, simulation.now()), 303);
  });

  for (const form of ['cer', 'der', 'pem'] as const) {
    service.get(`/portal/:application/certificate.${form}`, (context) => {
      const { base64, der } = activeSignerOf(simulation, applicationAt(context));
      const file = form === 'der' ? Uint8Array.from(der) : certificateFile(base64);
      return context.body(file, 200, {
        'content-type': form === 'pem' ? 'application/x-pem-file' : 'application/x-x509-ca-cert',
      });
    });
  }

  service.get('/:directory/federationmetadata/2007-06/federationmetadata.xml', async (context) => {
    const directory = directoryAt(context.req.param('directory'));
    const appid = context.req.query('appid');
    const application =
      appid === undefined
        ? applicationsOf(simulation, directory)[0]
        : findApplication(simulation, appid, directory);
    if (application === undefined) throw aadsts.applicationUnknown(appid ?? '');
    // Without appid Entra lists the directory's own keys, which sign no application's responses.
    const certificates =
      appid === undefined
        ? ([await directoryKey(directory.id)] as const)
        : shownCertificates(simulation, application);
    return context.body(federationMetadata(application, certificates), 200, {
      'content-type': 'application/xml; charset=utf-8',
    });
  });

  return service;

  function applicationAt(context: Context): EnterpriseApplication {
    const id = context.req.param('application') ?? '';
    return namedApplication(simulation, id);
  }

  function directoryKey(directoryId: string): Promise<SigningCertificate> {
    const notBefore = simulation.now();
    const notAfter = new Date(notBefore.getTime() + 5 * 365 * 86_400_000);
    const key = directoryKeys.get(directoryId) ?? generateSigningCertificate({ notBefore, notAfter });
    directoryKeys.set(directoryId, key);
    return key;
  }
}
