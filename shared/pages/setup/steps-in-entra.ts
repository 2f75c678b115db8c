import { html } from 'hono/html';
import type { TenantUrls } from '../../apps/urls.ts';
import { safeUrl } from '../../http/safe-url.ts';
import type { AppId } from '../../ids/app-id.ts';
import type { Markup } from '../markup.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { nextStepForm, type SetupLayout, setupLayout } from './setup-layout.ts';

const adminCenterUrl = 'https://entra.microsoft.com';

/** Step 1: creating the application in Entra. @param isOnlyOne Whether one directory holds one application of it. */
export function createPage(frame: SetupLayout, isOnlyOne: boolean): string {
  const { language, appName } = frame;
  const { create: texts, stepNames, opensNewTab } = setupTextsOf(language);
  const adminCenter = html`<a href="${safeUrl(adminCenterUrl)}" target="_blank" rel="noopener noreferrer">${texts.adminCenter}<span class="seen"> (${opensNewTab})</span></a>`;
  return setupLayout(frame, {
    title: stepNames.create,
    step: 'create',
    stage: html`<h2>${stepNames.create}</h2>
<p>${texts.intro(appName)}</p>
${clickList(texts.clicks({ appName, adminCenter }))}
${isOnlyOne ? html`<p class="note">${texts.onlyOne(appName)}</p>` : ''}
${nextStepForm(frame, 'values', texts.goOn)}`,
  });
}

/** Step 2: what is entered in Entra. @param relayStateOpensItem Whether a Relay State `<ID>` opens that item. */
export function valuesPage(frame: SetupLayout, urls: TenantUrls, relayStateOpensItem: boolean): string {
  const { language } = frame;
  const { values: texts, stepNames } = setupTextsOf(language);
  const { labels } = texts;
  const file = html`<a href="${safeUrl(urls.metadataUrl)}" download="${frame.appName}.xml">${texts.metadataFile}</a>`;
  return setupLayout(frame, {
    title: stepNames.values,
    step: 'values',
    stage: html`<h2>${stepNames.values}</h2>
<p>${texts.intro}</p>
<dl class="copies">
${copyable(frame, 'identifier', labels.identifier, urls.identifier)}
${copyable(frame, 'reply-url', labels.replyUrl, urls.replyUrl)}
${copyable(frame, 'sign-on-url', labels.signOnUrl, urls.signOnUrl, texts.signOnHelp)}
<div><dt>${labels.relayState}</dt><dd>${relayStateOpensItem ? texts.relayStateOpensItem : texts.leaveEmpty}</dd></div>
${copyable(frame, 'logout-url', labels.logoutUrl, urls.logoutUrl, texts.logoutHelp)}
</dl>
<p class="help">${texts.exact}</p>
<p>${texts.upload(file)}</p>
<p>${texts.claims}</p>
${nextStepForm(frame, 'connection', texts.goOn)}`,
  });
}

/** Step 4: assigning people. @param mustBeActive Whether an account is no use before it is activated. */
export function peoplePage(frame: SetupLayout, app: AppId, mustBeActive: boolean): string {
  const { language, appName } = frame;
  const { people: texts, stepNames } = setupTextsOf(language);
  return setupLayout(frame, {
    title: stepNames.people,
    step: 'people',
    stage: html`<h2>${stepNames.people}</h2>
<p>${texts.intro(appName)}</p>
${clickList(texts.clicks)}
<p>${texts.mustExist(appName, mustBeActive)} ${texts.creates[app]}</p>
${nextStepForm(frame, 'test', texts.goOn)}`,
  });
}

function clickList(clicks: readonly Markup[]): Markup {
  return html`<ol class="clicks">
${clicks.map((click) => html`<li>${click}</li>`)}
</ol>`;
}

function copyable(
  { language }: SetupLayout,
  id: string,
  label: string,
  value: string,
  help?: string,
): Markup {
  const { copy, copied } = setupTextsOf(language);
  return html`<div><dt>${label}</dt><dd><code class="value" id="${id}">${value}</code><button class="copy" type="button" hidden data-copies="${id}" data-copied="${copied}" aria-label="${copy}: ${label}">${copy}</button></dd>${help === undefined ? '' : html`<dd class="help">${help}</dd>`}</div>`;
}
