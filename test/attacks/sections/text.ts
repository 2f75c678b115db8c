import type { Section } from '../section.ts';
import { attributeLists, attributeNames, attributeStatements } from '../text/attributes.ts';
import { characterReferences, characters, referencesInAttributes } from '../text/characters.ts';
import { comparisons, equivalents, exactValues } from '../text/comparison.ts';
import { hiddenMarkup, splitText } from '../text/markup.ts';

export const text: Section = {
  about: 'text that two readers read differently',
  refused: [
    { about: 'markup that a reader may skip', rows: hiddenMarkup },
    { about: 'text in pieces', rows: splitText },
    { about: 'characters', rows: characters },
    { about: 'references', rows: characterReferences },
    { about: 'references in attributes', rows: referencesInAttributes },
    { about: 'attributes', rows: attributeStatements },
    { about: 'comparison', rows: comparisons },
  ],
  accepted: [
    { about: 'attribute names', rows: attributeNames },
    { about: 'lists of values', rows: attributeLists },
    { about: 'exact values', rows: exactValues },
    { about: 'equivalent spellings', rows: equivalents },
  ],
};
