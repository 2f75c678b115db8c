import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { commandPath } from './command-path.ts';

/**
 * Starts the machine's own Chromium, headless. It resolves every `*.localhost` to loopback by itself and
 * treats those origins as secure, so that `__Host-` cookies work over http.
 */
export function launchChromium(): Promise<Browser> {
  return chromium.launch(chromiumOptions());
}

/** How {@link launchChromium} starts it. */
export function chromiumOptions(): LaunchOptions {
  const found = commandPath('chromium');
  if (found === undefined) throw new Error('chromium is not in PATH');
  return {
    executablePath: found,
    args: [
      // Containers give no user namespace, and root needs it.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
