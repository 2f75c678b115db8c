import * as v from 'valibot';
import { nonNegativeInteger, time } from './parts.ts';

const text = v.string();

/** The `--json` document of `gallery answers`. */
export const galleryAnswersOutput = v.strictObject({
  app: text,
  displayName: text,
  version: text,
  writtenAt: time,
  requirements: v.array(v.strictObject({ title: text, url: text, dated: text, ageDays: v.number() })),
  answers: v.array(
    v.strictObject({
      section: text,
      field: text,
      value: v.exactOptional(text),
      fact: v.exactOptional(text),
      level: v.picklist(['required', 'recommended']),
      asks: text,
    }),
  ),
  identityMapping: v.strictObject({
    matchedBy: v.array(v.strictObject({ value: text, claim: text, mutable: v.boolean(), use: text })),
    declaration: text,
  }),
  documentation: v.strictObject({
    source: text,
    parts: v.array(
      v.strictObject({
        name: text,
        asked: text,
        missing: v.array(text),
        notApplicable: v.exactOptional(v.literal(true)),
      }),
    ),
  }),
  logos: v.array(
    v.strictObject({
      name: text,
      width: nonNegativeInteger,
      height: nonNegativeInteger,
      file: text,
      faults: v.array(text),
    }),
  ),
  open: v.array(text),
  faulty: v.boolean(),
});
