import type { ForeignClient } from './programs.ts';

/** Returns how to use the pages of Auth.js: its sign-in is a form with a token, and so is the update of a session. */
export function authJs(basePath: string): Required<Pick<ForeignClient, 'open' | 'refresh'>> {
  return {
    async open(visitor, url) {
      const { origin } = new URL(url);
      const page = await visitor.open(url);
      const callbackUrl = new URL(page.url).searchParams.get('callbackUrl') ?? '';
      const [, csrfToken = ''] = /name="csrfToken" value="([^"]+)"/.exec(page.body) ?? [];
      return visitor.open(`${origin}${basePath}/signin/latchkey`, { csrfToken, callbackUrl });
    },
    async refresh(visitor, origin, { accessToken }) {
      const { csrfToken } = JSON.parse((await visitor.open(`${origin}${basePath}/csrf`)).body);
      await visitor.open(`${origin}${basePath}/session`, { csrfToken, data: '{}' });
      const said = JSON.parse((await visitor.open(`${origin}/again`)).body);
      return said.accessToken !== accessToken;
    },
  };
}
