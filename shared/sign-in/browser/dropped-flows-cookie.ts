import { type Cookies, setCookie } from '../../http/cookies.ts';
import { requestLifetimeSeconds } from '../flow.ts';
import { clearSurplusFlowCookies, surplusFlows } from './flow-cookie.ts';

const name = '__Host-dropped-flows';
/** 64 bits of a request's id: enough to know it again among sixteen. */
const markPattern = /^_([0-9a-f]{16})/;
const valuePattern = /^[0-9a-f]{16}(?:\.[0-9a-f]{16})*$/;

/** How many dropped requests a browser remembers. */
const maximumMarks = 16;

/**
 * Whether this browser had the cookie of `flow` and we dropped it to make room. Only we can set this cookie, so that it
 * tells a ninth tab from another browser; it opens nothing.
 */
export function wasDropped(cookies: Cookies, flow: string): boolean {
  const [, mark] = markPattern.exec(flow) ?? [];
  return mark !== undefined && marksIn(cookies).includes(mark);
}

/** The `Set-Cookie` values that make room for one more flow cookie, and remember which flows had to go. */
export function makeRoom(cookies: Cookies): readonly string[] {
  const dropped = droppedFlowsCookie(cookies, surplusFlows(cookies));
  return [...clearSurplusFlowCookies(cookies), ...(dropped === undefined ? [] : [dropped])];
}

/** The `Set-Cookie` value that also remembers `flows`; undefined where none of them is the id of a request. */
function droppedFlowsCookie(cookies: Cookies, flows: readonly string[]): string | undefined {
  const dropped = flows.flatMap((flow) => markPattern.exec(flow)?.[1] ?? []);
  if (dropped.length === 0) return undefined;
  return setCookie({
    name,
    value: [...new Set([...marksIn(cookies), ...dropped])].slice(-maximumMarks).join('.'),
    sameSite: 'None',
    maxAgeSeconds: requestLifetimeSeconds,
  });
}

function marksIn(cookies: Cookies): readonly string[] {
  const value = cookies.get(name) ?? '';
  return valuePattern.test(value) ? value.split('.') : [];
}
