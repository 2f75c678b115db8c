import { shownSetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import { applicationIn } from '../../../shared/tenants/draft/replaced-parts.ts';
import type { TenantEvent } from '../../../shared/tenants/history/tenant-change.ts';
import { timeText } from './session-limits.ts';

type KeyEvent = Extract<TenantEvent, { readonly kind: 'key' }>;
type SettingEvent = Extract<TenantEvent, { readonly kind: 'setting' }>;

/** Returns one thing that a change of a tenant did, as a sentence without its full stop. */
export function eventText(event: TenantEvent): string {
  switch (event.kind) {
    case 'tenant-added':
      return 'Added the tenant';
    case 'tenant-removed':
      return 'Removed the tenant and its people';
    case 'sessions-ended':
      return 'Ended every session';
    case 'key-pinned':
      return `Stored the certificate of key ${event.thumbprint}, which its first sign-in showed`;
    case 'key-proof':
      return event.became === 'proven'
        ? `Key ${event.thumbprint} is proven: it signed a response to a request of this tenant`
        : `Released the claim on key ${event.thumbprint}: it is unproven until it signs again`;
    case 'key':
      return keyText(event);
    case 'setup-link':
      return linkTexts[event.became](shownSetupLinkId(event.link));
    case 'person':
      return `${personTexts[event.became]} person ${event.user}`;
    case 'setting':
      return settingText(event);
  }
}

const linkTexts = {
  created: (link: string) => `Created set-up link ${link}`,
  opened: (link: string) => `An administrator opened set-up link ${link}`,
  revoked: (link: string) => `Revoked set-up link ${link}`,
} as const;

const personTexts = { added: 'Added', activated: 'Activated', deactivated: 'Deactivated' } as const;

function keyText({ thumbprint, from, to }: KeyEvent): string {
  if (from === undefined) return `Added key ${thumbprint} as ${to}`;
  return to === undefined
    ? `Removed key ${thumbprint}, which was ${from}`
    : `Key ${thumbprint} went from ${from} to ${to}`;
}

/** What a setting is called in a sentence; a setting of a later release is called by its name. */
const settingNames: Readonly<Record<string, string>> = {
  issuer: 'the issuer',
  loginUrl: 'the Login URL',
  logoutUrl: 'the Logout URL',
  metadataUrl: 'the metadata URL',
  identityClaim: 'the identity claim',
  allowSha1: 'whether SHA-1 signatures are accepted',
  encryption: 'the encryption of assertions',
  requestSigning: 'the signing of requests',
  sessionLengthSeconds: 'the session length',
  idleTimeoutSeconds: 'the idle time-out of sessions',
  maximumSessions: 'the most sessions of a person',
  signOut: 'how people sign out',
  claims: 'the claims of the tenant',
  justInTime: 'who becomes a user at the first sign-in',
  mailDomains: 'the mail domains',
  displayName: 'the display name',
  draft: 'the draft',
  draftStep: 'the step of the set-up',
  draftTest: 'the test of the draft',
};

function settingText(event: SettingEvent): string {
  const { name, from, to } = event;
  if (name === 'state' && to !== undefined) return stateTexts[to] ?? `The tenant is ${to}`;
  if (name === 'sso') return to === 'false' ? 'Switched single sign-on off' : 'Switched single sign-on on';
  if (name === 'requiresMultiFactor')
    return to === undefined ? 'Accepted sign-ins with any factors again' : 'Required several factors';
  if (name === 'grace') {
    return to === undefined
      ? 'Refused expired certificates again'
      : `Accepted expired certificates${graceText(to)}`;
  }
  const what = settingNames[name] ?? name;
  if (from === undefined) return `Set ${what} to ${valueText(name, to)}`;
  if (to === undefined) return `Removed ${what}; it was ${valueText(name, from)}`;
  return `Changed ${what} from ${valueText(name, from)} to ${valueText(name, to)}${movedTo(event)}`;
}

const stateTexts: Readonly<Record<string, string>> = {
  active: 'Activated the tenant: people can sign in',
  disabled: 'Disabled the tenant: every sign-in is refused',
  tested: 'The connection passed its test',
  draft: 'The tenant waits for its set-up',
};

/** A grace period is stored as JSON. */
function graceText(value: string): string {
  const [, until] = /"until":"(\d{4}-\d\d-\d\dT\d\d:\d\d)/.exec(value) ?? [];
  const [, reason] = /"reason":"([^"\\]*)"/.exec(value) ?? [];
  const end = until === undefined ? '' : ` until ${until.replace('T', ' ')} UTC`;
  return reason === undefined ? end : `${end}: ${reason}`;
}

function valueText(name: string, value = ''): string {
  if (name !== 'sessionLengthSeconds' && name !== 'idleTimeoutSeconds')
    return value === 'true' ? 'yes' : value === 'false' ? 'no' : value;
  return timeText(Number(value));
}

/** Says in words that people sign in from another directory or application: the values alone do not show it. */
function movedTo({ name, from, to }: SettingEvent): string {
  if (from === undefined || to === undefined) return '';
  if (name === 'issuer') return ' (another directory)';
  if (name !== 'metadataUrl') return '';
  const [before, after] = [applicationIn(from), applicationIn(to)];
  return before !== undefined && after !== undefined && before !== after ? ' (another application)' : '';
}
