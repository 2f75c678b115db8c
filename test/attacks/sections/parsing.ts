import { base64, otherContent, wrappedBase64 } from '../parsing/base64.ts';
import { fractions, malformedDates, unsignedDates } from '../parsing/dates.ts';
import { doctypes, encodings, illFormed, welcomeDocuments } from '../parsing/documents.ts';
import { genuineNamespaces, malformedNamespaces } from '../parsing/namespace-names.ts';
import type { Section } from '../section.ts';

export const parsing: Section = {
  about: 'transport and parsing',
  refused: [
    { about: 'base64', rows: base64 },
    { about: 'other content', rows: otherContent },
    { about: 'DOCTYPE', rows: doctypes },
    { about: 'encodings', rows: encodings },
    { about: 'ill-formed documents', rows: illFormed },
    { about: 'namespace names', rows: malformedNamespaces },
    { about: 'dates', rows: malformedDates },
    { about: 'unsigned dates', rows: unsignedDates },
  ],
  accepted: [
    { about: 'wrapped base64', rows: wrappedBase64 },
    { about: 'documents', rows: welcomeDocuments },
    { about: 'namespace names', rows: genuineNamespaces },
    { about: 'fractions of a second', rows: fractions },
  ],
};
