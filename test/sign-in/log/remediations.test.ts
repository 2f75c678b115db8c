import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { keysOf } from '../../../shared/objects/keys-of.ts';
import { textsOf } from '../../../shared/pages/text/texts.ts';
import { allProblems, type ProblemCode } from '../../../shared/problems/problem.ts';
import {
  type RemediableRejection,
  remediationsFor,
  remediationsForUnanswered,
} from '../../../shared/sign-in/log/remediation.ts';
import { gallery } from '../../fixtures/apps.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { aTenant } from '../../harness/samples.ts';
import { line } from './told-to-do.ts';

const key = signingKey();
const { connection, ...more } = aTenant({ app: 'timetrack' });
const tenant = {
  ...more,
  id: 'acme' as TenantId,
  connection: { ...connection, trustedKeys: [asCertificate(key)] },
};
const urls = tenantUrls(productionSite(gallery.timetrack), tenant.id);

/** What is told, with what differs from run to run by a name. */
function told(
  refused: RemediableRejection,
  at = { tenant, urls } as Parameters<typeof remediationsFor>[1],
): string[] {
  return remediationsFor(refused, at).map((each) =>
    line(each).replaceAll(key.sha1Thumbprint.toUpperCase(), '<the trusted one>'),
  );
}

/** `remediations.txt`, in which each heading stands for a refusal and each line below for one thing to do. */
const expected = readFileSync(new URL('./remediations.txt', import.meta.url), 'utf8');

const problems = allProblems();
const codes = keysOf(problems);
/** What says no more than the remedy of the table needs no line here. */
const isOwn = (code: ProblemCode, lines: readonly string[]) =>
  lines.join() !== `${problems[code].fixedBy} | note ${textsOf('en').problem(code).remedy}`;

describe('what is told to be done', () => {
  it('stands in remediations.txt, word by word', () => {
    const all = codes.flatMap((problem) => {
      const full = told({ problem, expected: 'the expected', actual: 'the actual' });
      const bare = told({ problem });
      const elsewhere = told({ problem, expected: 'the expected' }, { tenant, urls: undefined });
      if (!isOwn(problem, full)) return [];
      return [
        ...[`## ${problem}`, ...full],
        ...(bare.join() === full.join() ? [] : ['# where neither value is known', ...bare]),
        ...(elsewhere.join() === full.join() ? [] : ['# where the app is not deployed', ...elsewhere]),
      ];
    });
    const unanswered = [
      '## nothing came back',
      ...remediationsForUnanswered({ tenant, urls }).map(line),
      '# where the app is not deployed',
      ...remediationsForUnanswered({ tenant, urls: undefined }).map(line),
    ];
    expect(`${[...all, ...unanswered].join('\n')}\n`).toBe(expected);
  });

  it('is nothing for a code that this release does not know', () => {
    expect(told({ problem: 'of-another-release' })).toEqual([]);
  });

  it('is the issuer that a message named, where a second check failed on it', () => {
    const message = { issuer: 'https://sts.windows.net/other/', failed: ['audience', 'issuer'] };
    expect(told({ problem: 'audience-mismatch', message }).at(-1)).toContain(
      'https://sts.windows.net/other/',
    );
  });
});
