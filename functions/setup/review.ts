import type { Answer } from '../../shared/http/answer.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { defined } from '../../shared/objects/defined.ts';
import {
  type ConnectionEntry,
  type ConnectionField,
  connectionPage,
  isInputMethod,
} from '../../shared/pages/setup/connection-page.ts';
import { reviewPage } from '../../shared/pages/setup/review-page.ts';
import { type SetupWarning, settingsSummary } from '../../shared/pages/setup/settings-summary.ts';
import { setupPage } from '../../shared/pages/setup/setup-answer.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import { isConfigured } from '../../shared/tenants/connection.ts';
import { hasSigned } from '../../shared/tenants/draft/activate-draft.ts';
import type { DraftValues } from '../../shared/tenants/draft/connection-draft.ts';
import {
  draftOf,
  maximumDraftKeys,
  maximumShownKeys,
  trustedNames,
  valuesOf,
} from '../../shared/tenants/draft/draft.ts';
import { applicationIn } from '../../shared/tenants/draft/replaced-parts.ts';
import {
  identityClaimOf,
  identityWarnings,
  replacedClaimWarnings,
} from '../../shared/tenants/intake/identity-claim.ts';
import { settingsWarnings } from '../../shared/tenants/intake/settings-warnings.ts';
import { isSameKey } from '../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../../shared/tenants/tenant.ts';
import { pagePath } from './addresses.ts';
import { requireDraftAccess } from './change-draft.ts';
import type { SetupDependencies } from './dependencies.ts';
import {
  type IdpSettingsInput,
  readFieldsInput,
  readMetadataFileInput,
  readMetadataUrlInput,
  readNextCertificateInput,
} from './intake.ts';
import { layoutOf } from './layout.ts';
import { withNamedClaim } from './named-claim.ts';
import { isRenewalInput } from './renews.ts';
import { countSetupUse, type SetupPageSession } from './session.ts';

const fields: readonly ConnectionField[] = [
  'metadataUrl',
  'document',
  'issuer',
  'loginUrl',
  'logoutUrl',
  'certificate',
  'thumbprint',
  'identityClaim',
];

/** The step as it is, with nothing entered. */
export function showConnection(
  session: SetupPageSession,
  isRenewal: boolean,
  entry: ConnectionEntry = { entered: {}, errors: {} },
): Answer {
  const values = isRenewal
    ? valuesOf(session.tenant.connection)
    : draftOf(session.tenant, session.request.receivedAt).values;
  const hasNothing = values.issuer === undefined && values.trustedKeys.length === 0;
  const view = {
    entry,
    kept: hasNothing ? undefined : settingsSummary(session.request.language, withClaim(session, values)),
    isRenewal,
  };
  const status = Object.keys(entry.errors).length === 0 ? 200 : 422;
  return setupPage(status, connectionPage(layoutOf(session), view));
}

/** Reads what was handed over, and shows what was understood. Nothing is kept. */
export async function reviewSettings(
  deps: SetupDependencies,
  session: SetupPageSession,
  form: UploadForm,
): Promise<Answer> {
  await requireDraftAccess(deps, session, 'look');
  const isRenewal = isRenewalInput(session, form);
  const read = await readInput(deps, session, isRenewal, form);
  const input = requireFittingInput(session, isRenewal, isRenewal ? read : withNamedClaim(read, form));
  if (input.values === undefined) {
    return showConnection(session, isRenewal, await entryOf(form, input.errors));
  }
  const { values } = input;
  return setupPage(
    200,
    reviewPage(layoutOf(session), {
      values: withClaim(session, values),
      named: values.identityClaim,
      warnings: inputWarnings(session, values),
      unproven: unprovenKeysOf(session, values),
      isRenewal,
      weighedKeys: trustedNames(session.tenant.connection).slice(0, maximumShownKeys),
      stepHref: pagePath(session.location, isRenewal ? 'renew' : 'connection'),
    }),
  );
}

async function readInput(
  deps: SetupDependencies,
  session: SetupPageSession,
  isRenewal: boolean,
  form: UploadForm,
): Promise<IdpSettingsInput> {
  const { receivedAt: now } = session.request;
  switch (form.text('how')) {
    case 'url':
      await countSetupUse(deps, session, 'fetch');
      return readMetadataUrlInput(deps, form, now);
    case 'document':
      return readMetadataFileInput(deps, form, now);
    case 'values':
      return isRenewal
        ? readNextCertificateInput(form, valuesOf(session.tenant.connection))
        : readFieldsInput(deps, form);
    default:
      throw new Problem('setup-form-malformed', { expected: 'one of the three ways' });
  }
}

/** A renewal adds keys to the connection that stands, of the same directory; anything else replaces it. */
export function requireFittingInput(
  { tenant }: SetupPageSession,
  isRenewal: boolean,
  input: IdpSettingsInput,
): IdpSettingsInput {
  const { values } = input;
  if (values === undefined || !isRenewal) return input;
  const before = valuesOf(tenant.connection);
  const field = values.metadataUrl === undefined ? 'document' : 'metadataUrl';
  if (values.issuer !== before.issuer) {
    return { errors: { [field]: { of: 'form', code: 'other-issuer' } } };
  }
  if (before.metadataUrl !== undefined && isOfAnother(before.metadataUrl, values.metadataUrl)) {
    return { errors: { metadataUrl: { of: 'form', code: 'other-application' } } };
  }
  const others = values.trustedKeys.filter((key) => !before.trustedKeys.some((each) => isSameKey(each, key)));
  const added = others.filter((key) => !isRetired(tenant.connection, key));
  // A document lists retired certificates beside the next one; handed over alone, one is a mistake.
  if (others.length > 0 && added.length === 0) {
    return { errors: { certificate: { of: 'form', code: 'retired-key' } } };
  }
  const trustedKeys = [...before.trustedKeys, ...added];
  if (trustedKeys.length > maximumDraftKeys) {
    return { errors: { certificate: { of: 'form', code: 'too-many-keys' } } };
  }
  return { values: { ...before, trustedKeys } };
}

function isOfAnother(running: string, url: string | undefined): boolean {
  if (url === undefined || url === running) return false;
  const application = applicationIn(running);
  return application === undefined || applicationIn(url) !== application;
}

function isRetired({ setAsideKeys = [] }: Connection, key: TrustedKey): boolean {
  return setAsideKeys.some((each) => each.state === 'retired' && isSameKey(each, key));
}

async function entryOf(form: UploadForm, errors: ConnectionEntry['errors']): Promise<ConnectionEntry> {
  const entered = Object.fromEntries(fields.map((name) => [name, shownAgain(form.text(name))]));
  const files = await Promise.all([form.file('document-file'), form.file('certificate-file')]);
  const way = form.text('how');
  return {
    entered,
    errors,
    ...(isInputMethod(way) ? { way } : {}),
    hadFile: files.some((file) => file !== undefined),
  };
}

/** A private key is never sent back, wherever somebody pasted it. */
function shownAgain(text: string): string {
  return /PRIVATE KEY/i.test(text) ? '' : text;
}

/**
 * Which keys of `values` the directory has never signed with, where others of them are proven or the connection runs:
 * at a first set-up no key has, and nobody needs to hear it.
 */
export function unprovenKeysOf(
  { tenant: { connection, draft } }: SetupPageSession,
  values: DraftValues,
): readonly TrustedKey[] {
  if (!isConfigured(connection)) return [];
  const seen = {
    values,
    revision: draft?.revision ?? 0,
    ...(draft?.test === undefined ? {} : { test: draft.test }),
  };
  return values.trustedKeys.filter((key) => !hasSigned(key, connection, seen));
}

/** What looks like a mistake in values that could be kept all the same. */
export function inputWarnings(
  { tenant, request }: SetupPageSession,
  values: DraftValues,
): readonly SetupWarning[] {
  const { issuer, loginUrl } = values;
  if (issuer === undefined || loginUrl === undefined) return [];
  const { identityClaim: _, ...running } = tenant.connection;
  const next = { ...running, ...withClaim({ tenant }, values), issuer, loginUrl };
  return [
    ...settingsWarnings(next, request.receivedAt),
    ...identityWarnings(next),
    ...replacedClaimWarnings(tenant.connection, next),
  ];
}

/** `values` with the identity claim that the connection would have, which they need not name. */
export function withClaim({ tenant }: Pick<SetupPageSession, 'tenant'>, values: DraftValues): DraftValues {
  const { identityClaim: _, ...others } = values;
  const identityClaim = identityClaimOf(tenant.connection, values);
  return { ...others, ...defined({ identityClaim }) };
}
