import { describe, expect, it } from 'vitest';
import { isMadeClientId, newClientId, parseClientId } from '../../shared/ids/client-id.ts';

describe('a client id', () => {
  it.each(['reports', 'Reports.prod-2_a', 'a12', 'a'.repeat(64), `client_${'A'.repeat(22)}`])(
    'can be %s',
    (text) => {
      expect(parseClientId(text)).toBe(text);
    },
  );

  it.each(['', 'ab', '.ab', '-ab', '_ab', 'a b', 'a#b', 'a/b', 'a:b', 'abc\n', 'äbc', 'a'.repeat(65)])(
    'cannot be %j',
    (text) => {
      expect(parseClientId(text)).toBeUndefined();
    },
  );

  it('has 128 random bits where the command makes it', () => {
    const id = newClientId((size) => new Uint8Array(size).fill(0xff));
    expect(id).toBe(`client_${'_'.repeat(21)}w`);
    expect(parseClientId(id)).toBe(id);
    expect(newClientId()).not.toBe(newClientId());
  });

  it('shows whether the command made it', () => {
    expect(isMadeClientId(newClientId())).toBe(true);
    for (const text of ['reports', 'client_reports', `client_${'A'.repeat(23)}`])
      expect(isMadeClientId(parseClientId(text) ?? expect.unreachable())).toBe(false);
  });
});
