import { describe, expect, it } from 'vitest';
import { facts } from '../fixtures/facts.ts';
import { acceptedSealed, refusedSealed } from './encryption/chapters.ts';
import { sealed } from './encryption/sealed.ts';
import { verdictOfTenant } from './encryption/verdict.ts';
import { genuineOf } from './genuine.ts';
import { casesToRun } from './section.ts';
import { outcomeOf, posted } from './verdict.ts';

describe.each(refusedSealed)('encryption, $about', (chapter) => {
  describe.each(casesToRun(chapter))('at $app, $mode signed, refuses', ({ app, mode, row }) => {
    const genuine = genuineOf(app, mode);

    it(row.name, async () => {
      const control = posted(row.control ?? sealed, genuine);
      expect(outcomeOf(await verdictOfTenant(control, genuine, 'optional'))).toBe('accepted');

      const attack = posted(row.attack, genuine);
      const verdict = await verdictOfTenant(attack, genuine, row.tenant ?? 'optional');
      const code = typeof row.code === 'function' ? row.code(genuine) : row.code;
      expect(outcomeOf(verdict)).toBe(code);
      if (code !== 'decryption-failed' || 'accepted' in verdict) return;
      // One problem, to the last field: nothing tells which step it was.
      const { expected, actual, authenticated, cause } = verdict.refused;
      expect({ expected, actual, authenticated, cause }).toEqual({ authenticated: false });
    });
  });
});

describe.each(acceptedSealed)('encryption, $about', (chapter) => {
  describe.each(casesToRun(chapter))('at $app, $mode signed, accepts', ({ app, mode, row }) => {
    const genuine = genuineOf(app, mode);

    it(row.name, async () => {
      const verdict = await verdictOfTenant(posted(row.message, genuine), genuine, row.tenant ?? 'optional');
      expect(outcomeOf(verdict)).toBe('accepted');
      if ('accepted' in verdict) expect(verdict.accepted.nameId.value).toBe(facts.signInName);
    });
  });
});
