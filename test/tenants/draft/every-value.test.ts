import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from 'vitest';
import {
  readShownValues,
  shownValuesFields,
} from '../../../functions/setup/steps/connection/shown-values.ts';
import { readUploadForm } from '../../../shared/http/upload-form.ts';
import { emptyConnection } from '../../../shared/tenants/connection.ts';
import { activateDraft } from '../../../shared/tenants/draft/activate-draft.ts';
import type { DraftValues } from '../../../shared/tenants/draft/connection-draft.ts';
import { readTenantItem, toTenantItem } from '../../../shared/tenants/store/tenant-item.ts';
import { profileOf } from '../../fixtures/apps.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { aTenant } from '../../harness/samples.ts';
import { now, revisionOf, tested } from './tested-draft.ts';

/** One sample for each text value: a new one does not compile without its own. */
const texts: Required<Omit<DraftValues, 'trustedKeys'>> = {
  issuer: 'https://idp.contoso.com/',
  loginUrl: 'https://idp.contoso.com/login',
  logoutUrl: 'https://idp.contoso.com/logout',
  metadataUrl: 'https://idp.contoso.com/metadata',
  identityClaim: 'urn:example:person',
};

it('keeps every value from the review through the stored draft to the stored connection', async () => {
  const values = { ...texts, trustedKeys: [asCertificate(signingKey())] };
  const markup = String(await shownValuesFields(values, emptyConnection));
  const fields = [...markup.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const body = new URLSearchParams(fields).toString();
  const form = await readUploadForm({
    contentType: 'application/x-www-form-urlencoded',
    body: Buffer.from(body),
  });
  const shown = readShownValues(form);
  expect(shown).toMatchObject(texts);

  const tenant = aTenant({ connection: emptyConnection });
  const stored = (of: typeof tenant) =>
    readTenantItem(
      unmarshall(marshall(toTenantItem({ tenant: of, version: 1 }), { removeUndefinedValues: true })),
    );
  const drafted = stored(tested(tenant, shown));
  expect(drafted.draft?.values).toMatchObject(texts);
  expect(
    stored(activateDraft(profileOf(drafted.app), drafted, revisionOf(drafted), now)).connection,
  ).toMatchObject(texts);
});
