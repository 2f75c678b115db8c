import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Request } from 'playwright-core';
import { chromiumOptions } from '../set-up/chromium.ts';

/**
 * Starts a Chromium that sends cookies in the frames of other sites. Every other context of these tests blocks them, as
 * Chromium does by default in a private window; only the preferences of a profile say otherwise.
 */
export async function launchWithThirdPartyCookies(): Promise<{
  readonly context: BrowserContext;
  close(): Promise<void>;
}> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-profile-'));
  await mkdir(join(profile, 'Default'));
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, chromiumOptions());
  return {
    context,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** What a page sends by hidden frames to other sites. */
export interface FrameRequests {
  /** The cookies of each request that brought a message with this field, by its host, and '' where it had none. */
  cookiesOf(field: 'SAMLRequest'): Promise<ReadonlyMap<string, string>>;
}

/** Notes from now on what the frames of every page of `context` send. */
export function noteFrameRequests(context: BrowserContext): FrameRequests {
  const requests: Request[] = [];
  context.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame().parentFrame() !== null) requests.push(request);
  });
  return {
    cookiesOf: async (field) => {
      const sent = requests.filter((request) => new URL(request.url()).searchParams.has(field));
      const found = sent.map(async (request): Promise<[string, string]> => {
        const { cookie = '' } = await request.allHeaders();
        return [new URL(request.url()).hostname, cookie];
      });
      return new Map(await Promise.all(found));
    },
  };
}
