import { styleText } from 'node:util';
import stringWidth from 'string-width';
import type { Site } from '../../shared/apps/site.ts';
import type { DemoClient } from './demo-clients.ts';
import { people, placesOf, tourDocument } from './places.ts';
import type { LocalSettings } from './settings.ts';

/**
 * Whether a stream shows colours: a terminal does, unless NO_COLOR is set to anything but nothing
 * (https://no-color.org); FORCE_COLOR asks for them anywhere.
 */
export function writesColour(
  { isTTY }: { readonly isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR }: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR && FORCE_COLOR !== '0') return true;
  return isTTY === true;
}

/** The client of each app, for a program that signs people in by OpenID Connect. */
function clientLines(clients: readonly DemoClient[]): string {
  const rows = clients.map(
    ({ issuer, id, secret }) => `  issuer ${issuer}  client_id ${id}  client_secret ${secret}`,
  );
  return [`OpenID Connect, with the redirect URI ${clients[0]?.redirectUri}:`, ...rows].join('\n');
}

/** What `npm start` prints once everything answers: a line for each place. */
export function whatToOpen(
  settings: LocalSettings,
  sites: readonly Site[],
  inColour: boolean,
  application?: URL,
  clients: readonly DemoClient[] = [],
): string {
  const { port, dynamoDbPort, demo } = settings;
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    inColour ? styleText(format, text, { validateStream: false }) : text;
  const places = [
    { name: 'Home', url: `http://localhost:${port}/`, what: 'what is here' },
    ...placesOf({ port, demo, sites }),
  ];
  const nameWidth = Math.max(13, ...places.map(({ name }) => stringWidth(name)));
  const width = Math.max(...places.map(({ url }) => url.length));
  const rows = places.map(
    ({ name, url, what }) =>
      `  ${style('bold', name)}${' '.repeat(nameWidth - stringWidth(name))} ${style('cyan', url)}${' '.repeat(width - url.length)}  ${style('dim', what)}`,
  );
  const next = demo
    ? `Sign in as ${people[0]?.name}. The tour: ${tourDocument}`
    : `The tables are empty. Add a tenant: npx latchkey --local tenant add ${sites[0]?.app.id} <tenant>`;
  return `${style('green', 'Latchkey is ready')} on 127.0.0.1:${port}, its DynamoDB on 127.0.0.1:${dynamoDbPort}. Ctrl+C ends both.

${rows.join('\n')}
${clients.length === 0 ? '' : `\n${clientLines(clients)}\n`}${application === undefined ? '' : `\nEvery path that is not Latchkey's goes to ${application.origin}.\n`}
${next}

`;
}
