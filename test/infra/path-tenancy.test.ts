import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hasSites } from '../../infra/functions/function-environment.ts';
import { functionNames } from '../../infra/functions/function-records.ts';
import { readStage } from '../../infra/stages.ts';
import { profileWith } from '../fixtures/contoso.ts';
import { propertiesOf, synthesize, templateOf } from './synthesize.ts';

const app = profileWith(
  {
    identifier: '{tenant}_sp',
    replyUrls: ['https://sso.contoso.com/saml/sp_{tenant}/{tenant}/acs'],
  },
  { id: 'contoso', displayName: 'Contoso' },
);
const made = synthesize(readStage('paths', { paths: {} }, [app]));
const template = templateOf(made.stacks.service);

it('a tenant in a path is a variable of the API, each with a name of its own', () => {
  const keys = propertiesOf(template, 'AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);
  expect(keys).toContain('ANY /saml/{tenant}/{tenant2}/acs');
  expect(keys).toContain('GET /saml/{tenant}/{tenant2}/acs/sign-on');
  expect(keys).toHaveLength(new Set(keys).size);
});

it('each function with sites has the profiles of the stage beside its bundle, and no other has', () => {
  for (const name of functionNames) {
    const file = join(made.app.outdir, 'latchkey/paths', name, 'profiles.json');
    expect([name, existsSync(file)]).toEqual([name, hasSites(name)]);
    if (existsSync(file)) expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([app]);
  }
});
