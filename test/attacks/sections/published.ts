import { publishedOmissions } from '../published/rules.ts';
import { publishedDifferences } from '../published/two-readers.ts';
import { publishedWrappings } from '../published/wrapping.ts';
import type { Section } from '../section.ts';

export const published: Section = {
  about: 'what was published of other products',
  refused: [
    { about: 'published: what is read was not signed', rows: publishedWrappings },
    { about: 'published: two readers', rows: publishedDifferences },
    { about: 'published: a check that is not made', rows: publishedOmissions },
  ],
  accepted: [],
};
