import manifest from '../../../../package.json' with { type: 'json' };
import type { Site } from '../../../../shared/apps/site.ts';
import { ageInDays, type RequirementPage, requirementPages } from '../requirements/requirement-pages.ts';
import { type DocumentationPart, documentationParts } from './documentation-parts.ts';
import { type GalleryAnswer, galleryAnswers } from './gallery-answers.ts';
import { type IdentityMapping, identityMapping } from './identity-mapping.ts';
import { logoFaults, logoSizes } from './logo.ts';
import type { VendorFacts } from './vendor-facts.ts';

/** A logo that was looked at. */
interface CheckedLogo {
  readonly name: keyof typeof logoSizes;
  readonly width: number;
  readonly height: number;
  readonly file: string;
  readonly faults: readonly string[];
}

/** The documentation for customers that was looked at. */
interface CheckedDocument {
  /** A path, an address, or the article that Latchkey writes. */
  readonly source: string;
  readonly parts: readonly DocumentationPart[];
}

/** Everything that the onboarding asks for, with what is still open. */
export interface AnswersDocument {
  readonly app: string;
  readonly displayName: string;
  readonly version: string;
  readonly writtenAt: string;
  readonly requirements: readonly (RequirementPage & { readonly ageDays: number })[];
  readonly answers: readonly GalleryAnswer[];
  readonly identityMapping: IdentityMapping;
  readonly documentation: CheckedDocument;
  readonly logos: readonly CheckedLogo[];
  /** What a submission still lacks: required fields, parts of the documentation, logos. */
  readonly open: readonly string[];
  /** Whether something that was looked at is wrong: not what is missing. */
  readonly faulty: boolean;
}

/** What the vendor has prepared. */
export interface Prepared {
  readonly facts: VendorFacts;
  readonly document: { readonly source: string; readonly text: string };
  /** The logos, by name; undefined where the facts name none. */
  readonly logos?: Readonly<
    Record<keyof typeof logoSizes, { readonly file: string; readonly bytes: Uint8Array }>
  >;
}

/** Returns the answers for an app, with documentation and logos checked. */
export function answersDocument(
  site: Site,
  { facts, document, logos }: Prepared,
  now: Date,
): AnswersDocument {
  const answers = galleryAnswers(site, facts);
  const parts = documentationParts(site, document.text);
  const checkedLogos =
    logos === undefined
      ? []
      : (['square', 'rectangle'] as const).map((name) => ({
          name,
          ...logoSizes[name],
          file: logos[name].file,
          faults: logoFaults(logos[name].bytes, logoSizes[name]),
        }));
  const lacking = parts.filter(({ missing }) => missing.length > 0);
  return {
    app: site.app.id,
    displayName: site.app.displayName,
    version: manifest.version,
    writtenAt: now.toISOString(),
    requirements: Object.values(requirementPages).map((page) => ({ ...page, ageDays: ageInDays(page, now) })),
    answers,
    identityMapping,
    documentation: { source: document.source, parts },
    logos: checkedLogos,
    open: [
      ...answers
        .filter(({ value, level }) => value === undefined && level === 'required')
        .map(({ field, fact }) => `${field}${fact === undefined ? '' : ` (${fact} in the file of facts)`}`),
      ...lacking.map(({ name, missing }) => `documentation, ${name}: ${missing.join('; ')}`),
      ...(logos === undefined ? ['two logos (logos in the file of facts)'] : []),
      ...checkedLogos.flatMap(({ file, faults }) => faults.map((fault) => `${file}: ${fault}`)),
    ],
    faulty: lacking.length > 0 || checkedLogos.some(({ faults }) => faults.length > 0),
  };
}
