import { beforeAll, describe, expect, it } from 'vitest';
import { facts } from '../../fixtures/facts.ts';
import { locationOf } from '../../harness/ask.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { isBufferItem } from '../../harness/written.ts';
import type { Attack, Post } from '../attack.ts';
import { type Genuine, genuineOf } from '../genuine.ts';
import { type Chapter, oneCaseEach } from '../section.ts';
import { keys } from '../sections/keys.ts';
import { parsing } from '../sections/parsing.ts';
import { protocol } from '../sections/protocol.ts';
import { published } from '../sections/published.ts';
import { text } from '../sections/text.ts';
import { wrapping } from '../sections/wrapping.ts';
import { posted, verdictOn } from '../verdict.ts';
import { type Door, doorOver } from './door.ts';

const inFull = protocol.refused;
/** Sections that the judge answers for: here one row in four shows that the endpoint asks it. */
const inPart = [wrapping, text, parsing, keys, published].flatMap(({ refused }) => refused);
const chapters = [
  ...inFull,
  ...inPart.map(({ rows, ...chapter }) => ({ ...chapter, rows: rows.filter((_, index) => index % 4 === 0) })),
];

/** Each row once: the judge alone is asked about all apps and modes. */
const once = (chapter: Chapter<Attack>) =>
  oneCaseEach(chapter).map((one) => ({ ...one, name: one.row.name }));

/**
 * The judge's code, but for what the endpoint sees before it: an empty field is none to the form, and an encrypted
 * assertion is read here, so that a broken one is refused for its structure; and a tenant without an issuer is one
 * that nobody has set up, which signs nobody in.
 */
const codeOf = ({ code }: Attack, genuine: Genuine, { field, at }: Post) => {
  if (field === '') return 'saml-response-missing';
  if (at?.issuer === '') return 'tenant-disabled';
  const own = typeof code === 'string' ? code : code(genuine);
  return own === 'assertion-encrypted' ? 'encryption-structure' : own;
};

// What the judge refuses is refused at the Reply URL too, with nothing left behind and the request still open:
// the control, posted next by the same browser, signs in.
describeWithDatabase('at the Reply URL', (database) => {
  const log = useLog();
  let door: Door;
  beforeAll(() => {
    door = doorOver(database().tables);
  });

  describe.each(chapters)('$about', (chapter) => {
    it.each(once(chapter))('$app, $mode signed: $name', async ({ app, mode, row }) => {
      const genuine = genuineOf(app, mode);
      const control = posted(row.control ?? (({ message }) => message), genuine);
      const attack = posted(row.attack, genuine);
      const verdict = verdictOn(control, genuine.world, facts.now);
      if (!('accepted' in verdict)) throw new Error('the control is refused');
      await door.prepare(app, verdict.accepted.nameId.value);

      const refused = await door.knock(app, genuine.world, attack);
      expect([log.decision()['event'], log.decision()['problem']]).toEqual([
        'sign-in.refused',
        codeOf(row, genuine, attack),
      ]);
      expect(log.lines()).toHaveLength(1);
      expect(refused.answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(refused.answer.statusCode).toBeLessThan(500);
      expect(refused.answer.cookies).toEqual([]);
      expect(refused.written.filter((key) => !isBufferItem(key))).toEqual([]);

      const accepted = await door.knock(app, genuine.world, control);
      expect(log.decision()['event']).toBe('sign-in.accepted');
      expect(accepted.answer.statusCode).toBe(303);
      expect(locationOf(accepted.answer)).toMatch(/^\/(?:reports\/7|welcome)$/);
    });
  });
});
