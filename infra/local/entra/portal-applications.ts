import { type Context, Hono } from 'hono';
import { appProfiles } from '../../apps/app-profiles.ts';
import { readBasicSaml } from './basic-saml.ts';
import { basicSamlPage, basicSamlText } from './basic-saml-form.ts';
import { createFromGallery } from './enterprise-application.ts';
import { textField } from './page.ts';
import { galleryPage, portalIndexPage } from './portal-index-page.ts';
import { directoryAt, namedApplication, type Simulation } from './simulation.ts';
import { readUploadedMetadata } from './uploaded-metadata.ts';
import { usersPage } from './users-page.ts';

/** The admin center before a sign-in: the list, the gallery, Basic SAML Configuration, Users and groups. */
export function portalApplications(simulation: Simulation): Hono {
  const { applications, assignments } = simulation;
  const service = new Hono();

  service.get('/portal', (context) => context.render(portalIndexPage(applications.list())));

  service.get('/portal/gallery/:directory', (context) =>
    context.render(galleryPage(directoryAt(context.req.param('directory')))),
  );

  service.post('/portal/gallery/:directory', async (context) => {
    const directory = directoryAt(context.req.param('directory'));
    const fields = await context.req.parseBody();
    const app = appProfiles().find(({ id }) => id === textField(fields, 'app'));
    if (app === undefined) return context.redirect(`/portal/gallery/${directory.id}`, 303);
    const displayName = textField(fields, 'name')?.trim() || app.displayName;
    const { port } = simulation;
    const now = simulation.now();
    const application = await createFromGallery({ app, displayName, directory }, { port, now });
    applications.add(application);
    assignments.set(application, []);
    return context.redirect(`/portal/${application.applicationId}`, 303);
  });

  service.post('/portal/:application/method', (context) => {
    const application = applicationAt(context);
    applications.selectSaml(application);
    return context.redirect(`/portal/${application.applicationId}`, 303);
  });

  service.get('/portal/:application/basic', (context) => {
    const application = applicationAt(context);
    return context.render(basicSamlPage(application, basicSamlText(application)));
  });

  service.post('/portal/:application/basic', async (context) => {
    const application = applicationAt(context);
    const fields = await context.req.parseBody();
    const field = (name: string) => textField(fields, name) ?? '';
    const text = {
      identifier: field('identifier'),
      replyUrl: field('replyUrl'),
      signOnUrl: field('signOnUrl'),
      relayState: field('relayState'),
      logoutUrl: field('logoutUrl'),
    };
    const read = readBasicSaml(text, application, applications);
    if ('problems' in read) {
      context.status(400);
      return context.render(basicSamlPage(application, text, read.problems));
    }
    applications.edit(application, read.basicSaml);
    return context.redirect(`/portal/${application.applicationId}`, 303);
  });

  service.post('/portal/:application/basic/upload', async (context) => {
    const application = applicationAt(context);
    const { file } = await context.req.parseBody();
    const read = file instanceof File ? readUploadedMetadata(await file.text()) : undefined;
    const before = basicSamlText(application);
    if (read !== undefined) return context.render(basicSamlPage(application, { ...before, ...read }));
    context.status(400);
    const problems = { file: 'This is no metadata of an application.' };
    return context.render(basicSamlPage(application, before, problems));
  });

  service.get('/portal/:application/users', (context) => {
    const application = applicationAt(context);
    return context.render(usersPage(application, assignments.of(application)));
  });

  service.post('/portal/:application/users', async (context) => {
    const application = applicationAt(context);
    const fields = await context.req.parseBody({ all: true });
    const added = [fields['add'] ?? []].flat();
    const isKept = ({ objectId }: { objectId: string }) =>
      added.includes(objectId) || assignedIds.has(objectId);
    const assignedIds = new Set(assignments.of(application).map(({ objectId }) => objectId));
    assignedIds.delete(textField(fields, 'remove') ?? '');
    assignments.set(application, application.directory.people.filter(isKept));
    return context.redirect(`/portal/${application.applicationId}/users`, 303);
  });

  return service;

  function applicationAt(context: Context) {
    return namedApplication(simulation, context.req.param('application') ?? '');
  }
}
