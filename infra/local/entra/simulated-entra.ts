import type { IncomingMessage, ServerResponse } from 'node:http';
import { Hono } from 'hono';
import { AadstsError } from './aadsts.ts';
import { AccessPolicies } from './access-policy.ts';
import { ApplicationCertificates } from './application-certificates.ts';
import { ApplicationRegistry } from './application-registry.ts';
import { Assignments } from './assignments.ts';
import { ClaimsChoices } from './claims-choice.ts';
import { directories } from './directory.ts';
import { DirectorySessions } from './directory-session.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { errorPage, notFoundPage } from './error-page.ts';
import { homePage } from './home-page.ts';
import { LogoutAnswers } from './logout-answers.ts';
import { myApps } from './my-apps.ts';
import { sendWebResponse, toWebRequest } from './node-server.ts';
import { entraOrigin } from './origin.ts';
import { renderPages } from './page.ts';
import { portal } from './portal.ts';
import { portalApplications } from './portal-applications.ts';
import { submitScriptHash } from './post-form-page.ts';
import { signOnService } from './sign-on.ts';
import { SigningChoices } from './signing-choice.ts';
import type { Simulation } from './simulation.ts';
import { signOutService } from './single-logout.ts';
import { stylesheet } from './stylesheet.ts';
import { UploadedCertificates } from './uploaded-certificate.ts';

/** What the simulated Entra serves. */
export interface SimulatedEntraOptions {
  /** The port of `http://entra.localhost:<port>`. */
  readonly port: number;
  /** From `createEnterpriseApplications`; the demonstration's tenants are seeded from the same ones. */
  readonly applications: readonly EnterpriseApplication[];
  readonly now?: () => Date;
}

const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  `script-src '${submitScriptHash}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Answers every request to `http://entra.localhost:<port>`: an identity provider in Entra's shape that
 * shares no code with the service provider it is there to try.
 */
export function createSimulatedEntra(
  options: SimulatedEntraOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const origin = entraOrigin(options.port);
  const router = routesOf(createSimulation(options));
  return async (request, response) => {
    await sendWebResponse(await router.fetch(await toWebRequest(request, origin)), response);
  };
}

/** What a simulated Entra knows when it begins: nothing but its applications. */
export function createSimulation(options: SimulatedEntraOptions): Simulation {
  return {
    origin: entraOrigin(options.port),
    port: options.port,
    applications: new ApplicationRegistry(options.applications),
    assignments: new Assignments(),
    sessions: new DirectorySessions(),
    signing: new SigningChoices(),
    certificates: new ApplicationCertificates(),
    claims: new ClaimsChoices(),
    uploads: new UploadedCertificates(),
    logoutAnswers: new LogoutAnswers(),
    accessPolicies: new AccessPolicies(),
    now: options.now ?? (() => new Date()),
  };
}

/** Everything that a simulated Entra answers, for callers in this process. */
export function routesOf(simulation: Simulation): Hono {
  const router = new Hono();
  router.use(async (context, next) => {
    renderPages(context, () =>
      directories.map((directory) => ({
        directory,
        people: simulation.sessions.list(context, directory).map(({ person }) => person),
      })),
    );
    await next();
    // The page that signs out has a policy of its own, for its frames.
    if (!context.res.headers.has('content-security-policy')) {
      context.header('content-security-policy', contentSecurityPolicy);
    }
    context.header('cache-control', 'no-store');
    context.header('x-content-type-options', 'nosniff');
  });
  router.get('/', (context) =>
    context.render(homePage((directory) => simulation.sessions.list(context, directory))),
  );
  router.get('/style.css', (context) =>
    context.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  router.route('/', myApps(simulation));
  router.route('/', portalApplications(simulation));
  router.route('/', portal(simulation));
  router.route('/', signOnService(simulation));
  router.route('/', signOutService(simulation));
  router.notFound((context) => {
    context.status(404);
    return context.render(notFoundPage());
  });
  router.onError((error, context) => {
    if (error instanceof AadstsError) {
      context.status(400);
      return context.render(errorPage(error, simulation.now()));
    }
    // A defect of the simulation itself: said where its user looks, without ending the whole process.
    return context.text(`The simulated Entra failed: ${error.stack ?? error.message}`, 500);
  });
  return router;
}
