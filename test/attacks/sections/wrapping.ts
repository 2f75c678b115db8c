import type { Section } from '../section.ts';
import { carriers } from '../wrapping/carriers.ts';
import { identifiers } from '../wrapping/identifiers.ts';
import { permutations } from '../wrapping/permutations.ts';
import { references } from '../wrapping/references.ts';
import { secondAssertions } from '../wrapping/second-assertion.ts';
import { signatureCounts, signatureParts } from '../wrapping/signature-count.ts';
import { transforms } from '../wrapping/transforms.ts';

export const wrapping: Section = {
  about: 'what was signed is not what is read',
  refused: [
    { about: 'wrapping', rows: permutations },
    { about: 'a second assertion', rows: secondAssertions },
    { about: 'a signature over something else', rows: carriers },
    { about: 'too many signatures', rows: signatureCounts },
    { about: 'the parts of a signature', rows: signatureParts },
    { about: 'references', rows: references },
    { about: 'transforms', rows: transforms },
    { about: 'names and identifiers', rows: identifiers },
  ],
  accepted: [],
};
