import type { LocalSettings } from './settings.ts';

/** What `npm start` prints once everything answers. */
export function whatToOpen({ port, dynamoDbPort, demo }: LocalSettings): string {
  const origin = (host: string) => `http://${host}:${port}`;
  const demonstration = `
Open in a browser that resolves *.localhost (Chrome, Edge, Firefox):

  Simulated Entra   ${origin('entra.localhost')}/
  TimeTrack         ${origin('acme.timetrack.localhost')}/          also globex
  Trakstar          ${origin('perform.trakstar.localhost')}/auth/saml/?namespace=acme

Sign in as B.Simon (let in), Britta Simon (account not active) or Alain Charon (not assigned).
The simulated Entra's keys are for demonstration: made at this start, gone with it.
`;
  const empty = `
The tables are empty. Add a tenant:

  npx latchkey --local tenant add timetrack acme --issuer … --login-url … --thumbprint …

  TimeTrack         ${origin('<tenant>.timetrack.localhost')}/
  Trakstar          ${origin('perform.trakstar.localhost')}/auth/saml/?namespace=<tenant>
`;
  return `Latchkey is ready on 127.0.0.1:${port}, its DynamoDB on 127.0.0.1:${dynamoDbPort}. Ctrl+C ends both.
${demo ? demonstration : empty}
`;
}
