import * as v from 'valibot';
import { storedInstant, storedText } from '../store/read-stored.ts';
import {
  type ConnectionDraft,
  type DraftValues,
  maximumDraftKeys,
  maximumTestSummaryBytes,
  setupSteps,
} from './draft.ts';
import { storedTrustedKeys, trustedKeyMap } from './trusted-key-map.ts';

/** An address as it stands inside an item. */
export const storedUrl = v.pipe(v.string(), v.url());

const storedRevision = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const storedValues = v.strictObject({
  issuer: v.exactOptional(storedText),
  loginUrl: v.exactOptional(storedUrl),
  logoutUrl: v.exactOptional(storedUrl),
  metadataUrl: v.exactOptional(storedUrl),
  trustedKeys: v.pipe(storedTrustedKeys, v.maxLength(maximumDraftKeys)),
});

/** A draft as it stands inside its tenant's item. */
export const storedDraft = v.strictObject({
  revision: storedRevision,
  step: v.picklist(setupSteps),
  values: storedValues,
  test: v.exactOptional(
    v.strictObject({
      revision: storedRevision,
      at: storedInstant,
      outcome: v.picklist(['passed', 'failed']),
      summary: v.pipe(v.string(), v.maxBytes(maximumTestSummaryBytes)),
    }),
  ),
  startedAt: storedInstant,
  weighedKeys: v.exactOptional(v.array(storedText)),
});

/** `draft` as it stands inside its tenant's item. */
export function toStoredDraft({ revision, step, values, test, startedAt, weighedKeys }: ConnectionDraft) {
  return {
    revision,
    step,
    values: toStoredValues(values),
    test: test && { ...test, at: test.at.toISOString() },
    startedAt: startedAt.toISOString(),
    weighedKeys: weighedKeys && [...weighedKeys],
  };
}

function toStoredValues({ trustedKeys, ...addresses }: DraftValues) {
  return { ...addresses, trustedKeys: trustedKeyMap(trustedKeys) };
}
