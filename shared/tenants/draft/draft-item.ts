import * as v from 'valibot';
import { parseSetupLinkId, type SetupLinkId } from '../../ids/setup-link-id.ts';
import { storedInstant, storedText } from '../../store/read-stored.ts';
import { storedTrustedKeys, trustedKeyMap } from '../keys/trusted-key-map.ts';
import { type ConnectionDraft, type DraftValues, setupSteps } from './connection-draft.ts';
import { maximumDraftKeys, maximumTestSummaryBytes } from './draft.ts';

/** An address inside an item. */
export const storedUrl = v.pipe(v.string(), v.url());

const storedRevision = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const storedValues = v.strictObject({
  issuer: v.exactOptional(storedText),
  loginUrl: v.exactOptional(storedUrl),
  logoutUrl: v.exactOptional(storedUrl),
  metadataUrl: v.exactOptional(storedUrl),
  identityClaim: v.exactOptional(storedText),
  trustedKeys: v.pipe(storedTrustedKeys, v.maxLength(maximumDraftKeys)),
});

const storedPrint = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)));

/** A draft inside its tenant's item. */
export const storedDraft = v.strictObject({
  revision: storedRevision,
  link: v.exactOptional(
    v.custom<SetupLinkId>((value) => typeof value === 'string' && parseSetupLinkId(value) !== undefined),
  ),
  kind: v.exactOptional(v.picklist(['set-up', 'renewal'])),
  step: v.picklist(setupSteps),
  values: storedValues,
  test: v.exactOptional(
    v.strictObject({
      revision: storedRevision,
      at: storedInstant,
      outcome: v.picklist(['passed', 'failed']),
      launch: v.exactOptional(v.picklist(['page', 'directory'])),
      origin: v.exactOptional(storedText),
      signer: v.exactOptional(v.strictObject({ sha1: storedPrint(40), sha256: storedPrint(64) })),
      summary: v.pipe(v.string(), v.maxBytes(maximumTestSummaryBytes)),
    }),
  ),
  startedAt: storedInstant,
  weighedKeys: v.exactOptional(v.array(storedText)),
});

/** Returns `draft` in the form stored inside its tenant's item. */
export function toStoredDraft(draft: ConnectionDraft) {
  const { link, kind, revision, step, values, test, startedAt, weighedKeys } = draft;
  return {
    link,
    kind,
    revision,
    step,
    values: toStoredValues(values),
    test: test && { ...test, signer: test.signer && { ...test.signer }, at: test.at.toISOString() },
    startedAt: startedAt.toISOString(),
    weighedKeys: weighedKeys && [...weighedKeys],
  };
}

function toStoredValues({ trustedKeys, ...addresses }: DraftValues) {
  return { ...addresses, trustedKeys: trustedKeyMap(trustedKeys) };
}
