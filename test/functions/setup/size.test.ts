import { expect, it } from 'vitest';
import { signingKey } from '../../fixtures/keys.ts';
import { keyDescriptor, metadataDocument } from '../../fixtures/metadata/entra-document.ts';
import { useAdministrators } from '../../harness/administrator.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { hiddenFieldsOf } from './set-up.ts';

/** Metadata with so many certificates of nearly 8 kB. */
const documentWith = (count: number): string =>
  Buffer.from(
    metadataDocument({
      keys: Array.from({ length: count }, (_, index) =>
        keyDescriptor(signingKey({ commonName: `${index}`.repeat(3_700) }).certificate),
      ).join(''),
    }),
  ).toString('utf8');

describeWithDatabase('the set-up page and large certificates', (database) => {
  const log = useLog();
  const { begun, tenantOf } = useAdministrators(database);

  async function handOver(count: number) {
    const { customer, browser } = await begun();
    const shown = await browser.post('look', { how: 'document', document: documentWith(count) });
    const answer = await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
    return { answer, draft: (await tenantOf(customer)).draft };
  }

  it('keeps as many as a tenant may have', async () => {
    const { answer, draft } = await handOver(4);
    expect(answer.statusCode).toBe(303);
    expect(draft?.values.trustedKeys).toHaveLength(4);
  });

  it('says of more that they are too large, and keeps nothing', async () => {
    const { answer, draft } = await handOver(5);
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain('a connection may have 48 kB of them');
    expect(log.decision()).toMatchObject({ problem: 'setup-draft-too-large' });
    expect(draft).toBeUndefined();
  });
});
