import { Hono } from 'hono';
import { aadsts } from './aadsts.ts';
import { accountPickerPage } from './account-picker-page.ts';
import { directoryChoicePage, myAppsPage } from './my-apps-page.ts';
import { textField } from './page.ts';
import { postFormPage } from './post-form-page.ts';
import { writeSignIn } from './response-writer.ts';
import {
  activeSignerOf,
  applicationsOf,
  directoryAt,
  findApplication,
  type Simulation,
} from './simulation.ts';

/** My Apps: `/myapps`, the page of a directory, and the launch of a tile in IdP mode. */
export function myApps(simulation: Simulation): Hono {
  const service = new Hono();

  service.get('/myapps', (context) => context.render(directoryChoicePage()));

  service.get('/myapps/:directory', (context) => {
    const directory = directoryAt(context.req.param('directory'));
    const session = simulation.sessions.find(context, directory);
    if (session === undefined || context.req.query('prompt') === 'select_account') {
      return context.render(accountPickerPage({ directory, action: `/myapps/${directory.id}` }));
    }
    return context.render(
      myAppsPage(
        directory,
        session.person,
        applicationsOf(simulation, directory).map((application) => ({
          application,
          isAssigned: simulation.assignments.includes(application, session.person),
        })),
      ),
    );
  });

  service.post('/myapps/:directory', async (context) => {
    const directory = directoryAt(context.req.param('directory'));
    const account = textField(await context.req.parseBody(), 'account');
    const person = directory.people.find(({ userPrincipalName }) => userPrincipalName === account);
    if (person !== undefined) {
      simulation.sessions.begin(context, directory, { person, signedInAt: simulation.now() });
    }
    return context.redirect(`/myapps/${directory.id}`, 303);
  });

  /** IdP-initiated: the response answers no request and goes to the registered Reply URL. */
  service.get('/myapps/:directory/launch/:application', async (context) => {
    const directory = directoryAt(context.req.param('directory'));
    const session = simulation.sessions.find(context, directory);
    if (session === undefined) return context.redirect(`/myapps/${directory.id}`, 303);
    const applicationId = context.req.param('application');
    const application = findApplication(simulation, applicationId, directory);
    if (application === undefined) throw aadsts.applicationNotFound(applicationId, directory);
    if (!simulation.assignments.includes(application, session.person))
      throw aadsts.personNotAssigned(session.person, application);
    const { relayState, replyUrl } = application.basicSaml;
    if (replyUrl === '') throw aadsts.noReplyUrl(application);
    if (simulation.uploads.verificationOf(application).required) throw aadsts.requestNotSigned(application);
    const response = await writeSignIn(
      {
        application,
        session,
        sessionIndex: simulation.sessions.admit(session, application),
        replyUrl,
        inResponseTo: undefined,
        nameIdFormat: undefined,
        claims: simulation.claims.of(application),
        statesMultiFactor: simulation.accessPolicies.of(application).requiresMultiFactor,
      },
      {
        choice: simulation.signing.of(application),
        certificate: activeSignerOf(simulation, application),
        now: simulation.now(),
        encryption: simulation.uploads.encryptionOf(application),
      },
    );
    return context.render(
      postFormPage({
        replyUrl,
        response,
        relayState: relayState === '' ? undefined : relayState,
        target: application.displayName,
      }),
    );
  });

  return service;
}
