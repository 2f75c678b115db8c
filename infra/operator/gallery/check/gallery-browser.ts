import type { Site } from '../../../../shared/apps/site.ts';
import { endpointUrl, tenantUrls } from '../../../../shared/apps/urls.ts';
import { claimMappingOf } from '../../../../shared/claims/claim-mapping.ts';
import { answeredFlowId, unsolicitedFlowId } from '../../../../shared/ids/flow-id.ts';
import type { CheckAnswer } from '../../../../shared/sign-in-check/check-sign-in.ts';
import { keptCookies, requestSentTo } from '../../../../shared/sign-in-check/check-sign-in.ts';
import type { Terminal } from '../../terminal.ts';
import { type GalleryDirectory, type MessageChange, writeMessage } from './gallery-directory.ts';
import type { ThrowAwayTenant } from './throw-away-tenant.ts';

/** What a browser has after a Sign-on URL sent it to the directory. */
interface OpenedRequest {
  readonly inResponseTo: string;
  readonly relayState: string;
  readonly cookies: readonly string[];
}

/** Who is signed in, by `GET /session`. */
interface ShownSession {
  readonly tenant: string;
  readonly userId: string;
}

/** What became of one posted message. */
export interface SeenAnswer {
  readonly status: number;
  /** Where the answer leads, without its query. */
  readonly leadsTo?: string;
  /** The session that the browser has now; undefined: none. */
  readonly session?: ShownSession;
  /** Whether the answer set a session cookie, even one without a session behind it. */
  readonly hasSessionCookie: boolean;
  /** The page that the person sees: the answer itself, or the page that a sign-in leads to. */
  readonly page: string;
}

/** A browser of a person who uses one tenant from outside. */
export interface GalleryBrowser {
  /** Opens the Sign-on URL. @throws CheckFailure where it does not lead to the directory of the tenant */
  open(): Promise<OpenedRequest>;
  /**
   * Writes a message for this tenant.
   * @param from The directory that writes it. Default: the tenant's own.
   */
  message(inResponseTo: string | undefined, change?: MessageChange, from?: GalleryDirectory): Promise<string>;
  /**
   * Posts a message to the Reply URL, asks who is signed in, opens the page that the sign-in leads to, and signs out.
   * @param opened What the browser has. Default: a new browser, as after a tile of My Apps.
   */
  post(message: string, opened?: Partial<OpenedRequest>): Promise<SeenAnswer>;
}

/** How many redirects a sign-in may take to its page. */
const longestWay = 3;

/** Returns a browser for a tenant. Every request goes through `send`. */
export function browserOf(
  site: Site,
  { tenant, directory, flows }: ThrowAwayTenant,
  { send, now }: Pick<Terminal, 'send' | 'now'>,
): GalleryBrowser {
  const urls = tenantUrls(site, tenant.id);
  const claims = Object.fromEntries(
    claimMappingOf(site.app.claims).map(({ attributes: [first = ''] }) => [first, 'gallery-check']),
  );
  // Not the Sign-on URL that customers enter: that may be a page of the vendor's application, which leads here.
  const signOn = endpointUrl(site, tenant.id, 'sign-on');
  const at = (path: string) => new URL(path, urls.replyUrl).href;
  const get = (url: string, cookies: readonly string[] = []) =>
    send({ method: 'GET', url, cookies, headers: {} });
  const note = (flow: ReturnType<typeof answeredFlowId>) => {
    if (flow !== undefined) flows.add(flow);
  };

  const sessionOf = async (cookies: readonly string[]): Promise<ShownSession | undefined> => {
    const { status, body } = await get(at('/session'), cookies);
    if (status !== 200) return undefined;
    const { tenant: name, user } = JSON.parse(body) as { tenant?: unknown; user?: { id?: unknown } };
    return { tenant: String(name), userId: String(user?.id) };
  };

  const pageAfter = async (first: CheckAnswer, cookies: readonly string[]): Promise<string> => {
    let answer = first;
    for (let step = 0; step < longestWay && answer.location !== undefined; step += 1) {
      const url = new URL(answer.location, urls.replyUrl);
      if (url.origin !== new URL(urls.replyUrl).origin) return '';
      answer = await get(url.href, cookies);
    }
    return answer.body;
  };

  const signOut = (cookies: readonly string[]) =>
    send({
      method: 'POST',
      url: at('/sign-out'),
      cookies,
      form: '',
      headers: { origin: new URL(urls.replyUrl).origin },
    });

  return {
    async open() {
      const first = await get(signOn);
      // Where API Gateway leaves out the slash, the API repeats the request with it.
      const answer = first.status === 307 ? await get(new URL(first.location ?? '', signOn).href) : first;
      const { inResponseTo, relayState } = requestSentTo(answer, directory.loginUrl);
      note(answeredFlowId(inResponseTo));
      return { inResponseTo, relayState, cookies: keptCookies(answer) };
    },

    message: (inResponseTo, change, from = directory) => {
      const { identifier, replyUrl } = urls;
      // As Entra writes an Identifier that is no URI.
      const audience = URL.canParse(identifier) ? identifier : `spn:${identifier}`;
      return writeMessage(from, { audience, replyUrl, inResponseTo, claims, now: now() }, change);
    },

    async post(message, { cookies = [], relayState = '' } = {}) {
      note(unsolicitedFlowOf(directory.issuer, message));
      const form = new URLSearchParams({ SAMLResponse: message, RelayState: relayState }).toString();
      const answer = await send({ method: 'POST', url: urls.replyUrl, cookies, form, headers: {} });
      const kept = keptCookies(answer).filter((cookie) => cookie.startsWith('__Host-session='));
      const session = kept.length === 0 ? undefined : await sessionOf(kept);
      const leadsTo = answer.location && new URL(answer.location, urls.replyUrl);
      const seen = {
        status: answer.status,
        ...(leadsTo ? { leadsTo: `${leadsTo.origin}${leadsTo.pathname}` } : {}),
        hasSessionCookie: kept.length > 0,
      };
      if (session === undefined) return { ...seen, page: answer.body };
      try {
        return { ...seen, session, page: await pageAfter(answer, kept) };
      } finally {
        await signOut(kept);
      }
    },
  };
}

/** The flow that an unsolicited message becomes where it is accepted, so that it can be removed. */
function unsolicitedFlowOf(issuer: string, message: string) {
  const xml = Buffer.from(message, 'base64').toString();
  const assertionId = /<Assertion [^>]*?\bID="([^"]+)"/.exec(xml)?.[1];
  return assertionId === undefined ? undefined : unsolicitedFlowId(issuer, assertionId);
}
