import { base64, otherContent, wrappedBase64 } from './parsing/base64.ts';
import { fractions, malformedDates, unsignedDates } from './parsing/dates.ts';
import { doctypes, encodings, illFormed, welcomeDocuments } from './parsing/documents.ts';
import { genuineNamespaces, malformedNamespaces } from './parsing/namespace-names.ts';
import { accepts, refuses } from './run.ts';

refuses('base64', base64);
refuses('other content', otherContent);
refuses('DOCTYPE', doctypes);
refuses('encodings', encodings);
refuses('ill-formed documents', illFormed);
refuses('namespace names', malformedNamespaces);
refuses('dates', malformedDates);
refuses('unsigned dates', unsignedDates);

accepts('wrapped base64', wrappedBase64);
accepts('documents', welcomeDocuments);
accepts('namespace names', genuineNamespaces);
accepts('fractions of a second', fractions);
