import { accepts, refuses } from './run.ts';
import { attributeNames, attributeStatements } from './text/attributes.ts';
import { characterReferences, characters, referencesInAttributes } from './text/characters.ts';
import { comparisons, equivalents, exactValues } from './text/comparison.ts';
import { hiddenMarkup, splitText } from './text/markup.ts';

refuses('markup that a reader may skip', hiddenMarkup);
refuses('text in pieces', splitText);
refuses('characters', characters);
refuses('references', characterReferences);
refuses('references in attributes', referencesInAttributes);
refuses('attributes', attributeStatements);
refuses('comparison', comparisons);

accepts('attribute names', attributeNames);
accepts('exact values', exactValues);
accepts('equivalent spellings', equivalents);
