import type { Markup } from '../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../shared/pages/text/setup-texts.ts';
import type { SetupPageSession } from '../session.ts';
import { type PortalPage, type PortalRow, portalPicture } from './portal-picture.ts';

/** What decides the words of a picture. */
type View = Pick<SetupPageSession, 'language' | 'appName'>;

/** Draws the gallery: New application, the search box, Create. */
export function galleryPicture(view: View): readonly Markup[] {
  const { gallery } = labelsOf(view);
  return [
    draw(view, { title: gallery.apps, rows: [button(gallery.newApplication)] }),
    draw(view, {
      title: gallery.title,
      rows: [
        { label: gallery.search, kind: 'input', marked: true },
        { label: view.appName, kind: 'plain', marked: true },
        button(gallery.create),
      ],
    }),
  ];
}

/** Draws Basic SAML Configuration with the fields that take our values. */
export function basicPicture(view: View): Markup {
  const { basic } = labelsOf(view);
  const field = (label: string): PortalRow => ({ label, kind: 'input', marked: true });
  return draw(view, {
    title: basic.title,
    edit: { label: basic.edit, marked: true },
    rows: [basic.identifier, basic.replyUrl, basic.signOnUrl, basic.logoutUrl].map(field),
  });
}

/** What an input method uses of SAML Certificates. */
export type CertificateRow = 'thumbprint' | 'certificate' | 'metadata-url' | 'metadata-file';

/** Draws SAML Certificates with one row marked. */
export function certificatesPicture(view: View, marked: CertificateRow): Markup {
  const { certificates: labels } = labelsOf(view);
  const row = (name: CertificateRow, label: string, kind: PortalRow['kind']): PortalRow => ({
    label,
    kind,
    marked: name === marked,
  });
  const download = { link: labels.download };
  return draw(view, {
    title: labels.title,
    rows: [
      row('thumbprint', labels.thumbprint, 'value'),
      row('metadata-url', labels.metadataUrl, 'value'),
      row('certificate', labels.certificate, download),
      row('metadata-file', labels.metadataFile, download),
    ],
  });
}

/** Draws "Set up", whose values are copied from there. */
export function setUpPicture(view: View): Markup {
  const { setUp } = labelsOf(view);
  const value = (label: string): PortalRow => ({ label, kind: 'value', marked: true });
  return draw(view, {
    title: setUp.title(view.appName),
    rows: [setUp.loginUrl, setUp.issuer, setUp.logoutUrl].map(value),
  });
}

/** Draws Users and groups, then the page that assigns. */
export function peoplePicture(view: View): readonly Markup[] {
  const { people } = labelsOf(view);
  return [
    draw(view, { title: people.title, rows: [button(people.add)] }),
    draw(view, {
      title: people.addAssignment,
      rows: [
        { label: people.users, kind: { link: people.noneSelected }, marked: true },
        button(people.assign),
      ],
    }),
  ];
}

/** Draws the certificates of the application with the menu of the inactive one. */
export function makeActivePicture(view: View): Markup {
  const { makeActive, certificates } = labelsOf(view);
  return draw(view, {
    title: certificates.signingTitle,
    rows: [
      { label: makeActive.active, kind: 'plain' },
      { label: makeActive.inactive, kind: { link: '…' }, marked: true },
      button(makeActive.menu),
    ],
  });
}

function button(label: string): PortalRow {
  return { label, kind: 'button', marked: true };
}

function labelsOf({ language }: View) {
  return setupTextsOf(language).pictures;
}

/** The alternative names what is marked, in the order of the numbers. */
function draw(view: View, page: Omit<PortalPage, 'alternative'>): Markup {
  const { alternative } = labelsOf(view);
  const marked = page.rows.filter((row) => row.marked).map(({ label }) => label);
  const edit = page.edit?.marked ? [page.edit.label] : [];
  return portalPicture({ ...page, alternative: alternative(page.title, [...edit, ...marked]) });
}
