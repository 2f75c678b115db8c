import { parseArgs } from 'node:util';
import type { LocalSettings } from './settings.ts';

const example = 'npm start -- --app http://127.0.0.1:3000';

/**
 * Returns the origin of the vendor's application that `--app` names; undefined without it, and the stand-in answers.
 * @throws Error whose message is one line that says what can be written
 */
export function readApplicationOrigin(
  words: readonly string[],
  { port, dynamoDbPort }: Pick<LocalSettings, 'port' | 'dynamoDbPort'>,
): URL | undefined {
  const { app } = readOptions(words);
  if (app === undefined) return undefined;
  const url = URL.parse(app);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (!isOrigin) throw new Error(`--app must be an http or https address without a path: ${example}`);
  const isOurs = /^(?:127\.0\.0\.1|localhost|.*\.localhost)$/.test(url.hostname);
  if (isOurs && [port, dynamoDbPort].includes(Number(url.port || 80))) {
    throw new Error(`--app must be another port than Latchkey's own: ${example}`);
  }
  return url;
}

function readOptions(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: { app: { type: 'string' } }, strict: true }).values;
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    throw new Error(`${line}. The one option is --app: ${example}`);
  }
}
