import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { type Answered, type Asked, ask } from '../harness/ask.ts';

/** A browser's cookies of one host, and what they were in every answer. */
export interface Browser {
  /** Sends a request with the cookies that belong to it, and keeps those of the answer. */
  send(handler: LambdaHandler, asked: Asked): Promise<Answered>;
  /** Keeps the cookies of an answer that came by another way. */
  keep(answer: Answered): void;
  /** Every cookie that it holds now. */
  cookies(): readonly string[];
  /** The values that it holds now: what must never be logged. */
  secrets(): readonly string[];
  /** Every session cookie that it was ever given. */
  sessionsGiven(): readonly string[];
}

interface Kept {
  readonly pair: string;
  readonly crossSite: boolean;
}

/** A browser that has never been here. A form comes from the directory: without the cookies that are Lax. */
export function newBrowser(): Browser {
  const jar = new Map<string, Kept>();
  const sessions = new Set<string>();
  const keep = ({ cookies = [] }: Answered) => {
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      if (attributes.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, { pair, crossSite: attributes.includes('SameSite=None') });
      if (name === '__Host-session' && !attributes.includes('Max-Age=0')) sessions.add(pair);
    }
  };
  return {
    async send(handler, asked) {
      const crossSite = asked.form !== undefined;
      const sent = [...jar.values()].filter((kept) => kept.crossSite || !crossSite);
      const answer = await ask(handler, { ...asked, cookies: sent.map(({ pair }) => pair) });
      keep(answer);
      return answer;
    },
    keep,
    cookies: () => [...jar.values()].map(({ pair }) => pair),
    secrets: () => [...jar.values()].map(({ pair }) => pair.split(/[.=]/).at(-1) ?? ''),
    sessionsGiven: () => [...sessions],
  };
}
