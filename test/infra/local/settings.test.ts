import { describe, expect, it } from 'vitest';
import { readLocalSettings } from '../../../infra/local/settings.ts';

describe('the settings of the local run', () => {
  it('are these where nothing is set', () => {
    expect(readLocalSettings({})).toEqual({ port: 8080, dynamoDbPort: 8000, demo: true });
  });

  it('are what the environment says', () => {
    const environment = { PORT: '1', DYNAMODB_PORT: '65535', LATCHKEY_DEMO: 'off' };
    expect(readLocalSettings(environment)).toEqual({ port: 1, dynamoDbPort: 65_535, demo: false });
  });

  const portNumber = 'must be a port number, 1 to 65535';
  it.each([
    ...['PORT', 'DYNAMODB_PORT'].flatMap((name) =>
      ['', ' ', 'eighty', '0', '-1', '65536', '80.5', '0x50', '1e3', ' 80', '808080'].map((value) => [
        name,
        value,
        `${name} ${portNumber}`,
      ]),
    ),
    ['PORT', '8000', 'PORT and DYNAMODB_PORT must be different'],
    ['LATCHKEY_DEMO', '', 'LATCHKEY_DEMO must be on or off'],
    ['LATCHKEY_DEMO', 'OFF', 'LATCHKEY_DEMO must be on or off'],
    ['LATCHKEY_DEMO', 'false', 'LATCHKEY_DEMO must be on or off'],
  ])('refuse %s=%j by one line that names it', (name = '', value, line) => {
    expect(() => readLocalSettings({ [name]: value })).toThrow(new Error(line));
  });
});
