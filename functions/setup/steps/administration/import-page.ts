import { html } from 'hono/html';
import type { Answer } from '../../../../shared/http/answer.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import type { UserChange } from '../../../../shared/users/user-store.ts';
import { pagePath } from '../../addresses.ts';
import { hiddenField, setupForm } from '../../form.ts';
import { stepPage } from '../../layout.ts';
import type { SetupPageSession } from '../../session.ts';
import type { WrittenCounts } from './apply-import.ts';
import { carriedRows, type ImportFile, type ImportFileFault, maximumImportedPeople } from './import-file.ts';
import { digestOfPlan, type ImportPlan, type Refusal } from './import-plan.ts';

/** Returns the page that takes a file. @param fault Why the last one was not taken. */
export function importPage(session: SetupPageSession, fault?: ImportFileFault): Answer {
  const texts = importTextsOf(session);
  return stepPage(session, {
    title: texts.heading,
    status: fault === undefined ? 200 : 400,
    stage: html`<h2>${texts.heading}</h2>
<p>${texts.intro}</p>
<ul class="clicks">${texts.rules(maximumImportedPeople).map((rule) => html`<li>${rule}</li>`)}</ul>
${fault === undefined ? '' : html`<p class="note alert" role="alert" id="people-error">${faultText(session, fault)}</p>`}
${fileForm(session, fault !== undefined)}
${backToAccounts(session)}`,
  });
}

function fileForm(session: SetupPageSession, isRefused: boolean): Markup {
  const texts = importTextsOf(session);
  const described = isRefused ? html` aria-invalid="true" aria-describedby="people-error" autofocus` : '';
  return setupForm(
    session,
    'preview-import',
    html`<p><label for="people">${texts.file}</label><input type="file" id="people" name="people" accept=".csv,text/csv" required${described}></p>
<div class="row"><button class="button" type="submit">${texts.preview}</button></div>`,
    'upload',
  );
}

function faultText(session: SetupPageSession, fault: ImportFileFault): string {
  const { faults, csvFaults, headFaults, atLine } = importTextsOf(session);
  if (fault.kind === 'csv') return atLine(fault.line, csvFaults[fault.reason]);
  if (fault.kind !== 'people') return faults[fault.kind];
  if (fault.fault === 'empty') return faults.empty;
  if (fault.fault === 'too-many') return faults.tooMany(maximumImportedPeople);
  return headFaults[fault.fault.reason](fault.fault.about);
}

/** Returns the page with what a file would do. */
export function previewPage(
  session: SetupPageSession,
  file: ImportFile,
  plan: ImportPlan,
  { isOutdated = false }: { readonly isOutdated?: boolean } = {},
): Answer {
  const texts = importTextsOf(session);
  const { added, changed, leftInactive, refused, unchanged } = plan;
  const writes = added.length + changed.length;
  return stepPage(session, {
    title: texts.previewHeading,
    status: isOutdated ? 409 : 200,
    stage: html`<h2>${texts.previewHeading}</h2>
${isOutdated ? html`<p class="note alert" role="alert">${texts.outdated}</p>` : ''}
<p>${writes === 0 ? texts.nothing : texts.notYet}</p>
${part(
  texts.refused(refused.length),
  refused.map((each) => refusedRow(session, each)),
  true,
)}
${part(
  texts.added(added.length),
  added.map(({ signInName, displayName, active }) =>
    personRow(signInName, [displayName, active === false ? texts.inactive : undefined]),
  ),
)}
${part(
  texts.changed(changed.length),
  changed.map(({ user, change }) => personRow(user.signInName, changeTexts(session, change))),
)}
${part(
  texts.leftInactive(leftInactive.length),
  leftInactive.map(({ signInName }) => personRow(signInName, [])),
)}
${unchanged === 0 ? '' : html`<p class="help">${texts.unchanged(unchanged)}</p>`}
<div class="row">${writes === 0 ? '' : confirmForm(session, file, plan)}
<a class="button plain" href="${pagePath(session.location, 'import')}">${texts.another}</a></div>
${backToAccounts(session)}`,
  });
}

function confirmForm(session: SetupPageSession, { rows }: ImportFile, plan: ImportPlan): Markup {
  const texts = importTextsOf(session);
  const content = html`${hiddenField('rows', carriedRows(rows))}${hiddenField('plan', digestOfPlan(plan))}<button class="button" type="submit">${texts.confirm(plan.added.length, plan.changed.length)}</button>`;
  return setupForm(session, 'import-people', content, 'upload');
}

/** A longer list opens on demand, so that the button that confirms stays in view. */
const mostRowsShown = 8;

function part(heading: string, rows: readonly Markup[], isAlert = false): Markup {
  if (rows.length === 0) return html``;
  const list = html`<ul class="log">${rows}</ul>`;
  if (rows.length > mostRowsShown && !isAlert) {
    return html`<details><summary>${heading}</summary>${list}</details>`;
  }
  return isAlert ? html`<h3 class="note alert">${heading}</h3>${list}` : html`<h3>${heading}</h3>${list}`;
}

function personRow(signInName: string, facts: readonly (string | undefined)[]): Markup {
  const shown = facts.filter((fact) => fact !== undefined).join(' · ');
  return html`<li><p><strong><bdi>${signInName}</bdi></strong></p>${shown === '' ? '' : html`<p class="help"><bdi>${shown}</bdi></p>`}</li>`;
}

function refusedRow(session: SetupPageSession, { line, signInName, reason }: Refusal): Markup {
  const { atLine, rowFaults } = importTextsOf(session);
  const name = signInName.length > 64 ? `${signInName.slice(0, 64)}…` : signInName;
  return html`<li>${name === '' ? '' : html`<p><strong><bdi>${name}</bdi></strong></p>`}<p class="help">${atLine(line, rowFaults[reason])}</p></li>`;
}

function changeTexts(session: SetupPageSession, { displayName, active }: UserChange): readonly string[] {
  const texts = importTextsOf(session);
  return [
    ...(displayName === undefined ? [] : [texts.newName(displayName)]),
    ...(active === false ? [texts.deactivated] : []),
  ];
}

/** Returns the page after an import. */
export function importedPage(session: SetupPageSession, { added, changed, missed }: WrittenCounts): Answer {
  const texts = importTextsOf(session);
  return stepPage(session, {
    title: texts.doneHeading,
    stage: html`<h2>${texts.doneHeading}</h2>
<p class="note" role="status">${texts.done(added, changed)}</p>
${missed === 0 ? '' : html`<p class="note alert">${texts.missed(missed)}</p>`}
${backToAccounts(session)}`,
  });
}

function backToAccounts(session: SetupPageSession): Markup {
  return html`<p><a href="${pagePath(session.location, 'accounts')}">${importTextsOf(session).back}</a></p>`;
}

function importTextsOf({ language }: Pick<SetupPageSession, 'language'>) {
  return setupTextsOf(language).administrationImport;
}
