import type { AppProfile } from '../../../../shared/apps/profile.ts';
import { AppDocumentError } from '../../../apps/app-document-error.ts';
import { profilesOfDocuments } from '../../../apps/app-profiles.ts';
import { profileOfDocument } from '../../../apps/profile-of-document.ts';
import { type CommandResult, counted, indented } from '../../command-result.ts';
import { OperatorError } from '../../operator-error.ts';
import { closestNames, didYouMean } from '../../suggest/closest.ts';
import type { DocumentFault } from './document-text.ts';
import { type DeclaredUrls, entraNotes, entraRefusals } from './entra-refusals.ts';
import { faultsBetween } from './faults-between.ts';
import { type AppDocumentOnDisk, readDocuments } from './read-documents.ts';
import { addressesText, tenantAddresses } from './tenant-addresses.ts';

/** The options of `app check`. */
export interface AppCheckOptions {
  readonly in?: string;
}

/** What the check of one document found. */
interface CheckedApp {
  readonly document: AppDocumentOnDisk;
  /** Undefined where the document declares none. */
  readonly profile: AppProfile | undefined;
  readonly faults: readonly DocumentFault[];
  /** What Entra would refuse. */
  readonly warnings: readonly DocumentFault[];
  /** What surprises in Entra. */
  readonly notes: readonly DocumentFault[];
}

/** Checks the document of one application, or all. @throws OperatorError `app-unknown` */
export function checkApps(id: string | undefined, { in: folder }: AppCheckOptions): CommandResult {
  const documents = readDocuments(folder);
  const asked = id === undefined ? documents : documents.filter(({ name }) => name === id);
  if (asked.length === 0) throw unknownApp(id, documents);
  const apps = asked.map((document) => checked(document));
  const readable = apps.every(({ faults }) => faults.length === 0);
  const between = readable ? sharedFaults(documents) : [];
  const faultCount = between.length + apps.reduce((sum, { faults }) => sum + faults.length, 0);
  const warningCount = apps.reduce((sum, { warnings }) => sum + warnings.length, 0);
  return {
    text: [
      ...apps.map(textOf),
      ...(between.length === 0 ? [] : [`Between the documents:\n${indented(between.join('\n'))}`]),
      verdict(apps.length, faultCount, warningCount),
    ].join('\n\n'),
    json: {
      valid: faultCount === 0,
      apps: apps.map(({ document, profile, faults, warnings, notes }) => ({
        app: document.name,
        file: document.file,
        faults: faults.map((fault) => ({ ...fault })),
        warnings: warnings.map((warning) => ({ ...warning })),
        notes: notes.map((note) => ({ ...note })),
        addresses: profile === undefined ? [] : tenantAddresses(profile),
      })),
      between,
    },
    hasFailed: faultCount > 0,
  };
}

function unknownApp(id: string | undefined, documents: readonly AppDocumentOnDisk[]): OperatorError {
  const names = documents.map(({ name }) => name);
  if (id === undefined) return new OperatorError('app-unknown', 'There is no app document here.');
  const meant = didYouMean(closestNames(id, names));
  return new OperatorError('app-unknown', `There is no application ${id}.`, [
    meant ?? `The applications: ${names.join(', ')}.`,
    'To describe a new one: npx latchkey app new',
  ]);
}

function checked(document: AppDocumentOnDisk): CheckedApp {
  const { content, file, name, text } = document;
  const withoutProfile = { document, profile: undefined, warnings: [], notes: [] };
  if (text.faults.length > 0) return { ...withoutProfile, faults: text.faults };
  try {
    const profile = profileOfDocument(content, file);
    const { urls } = content as { readonly urls: DeclaredUrls };
    const isNamed = profile.id === name;
    const misnamed = { field: 'id', message: `id must be ${name}, as the file is called` };
    return {
      document,
      profile,
      faults: isNamed ? [] : located(document, [misnamed]),
      warnings: located(document, entraRefusals(urls)),
      notes: located(document, entraNotes(urls)),
    };
  } catch (error) {
    if (!(error instanceof AppDocumentError)) throw error;
    const lines = error.message.split('\n').map((line) => line.replace(`${file}: `, ''));
    return { ...withoutProfile, faults: located(document, lines.map(faultOf)) };
  }
}

/** The field that a fault begins with: "urls.replyUrls.0 must be …". */
function faultOf(message: string): DocumentFault {
  const [, field] = /^([a-zA-Z$]+(?:\.[\w$]+)*):? /.exec(message) ?? [];
  return field === undefined ? { message } : { field, message };
}

function located({ text }: AppDocumentOnDisk, faults: readonly DocumentFault[]): readonly DocumentFault[] {
  return faults.map((fault) =>
    fault.field === undefined ? fault : { line: text.lineOf(fault.field), ...fault },
  );
}

function sharedFaults(documents: readonly AppDocumentOnDisk[]): readonly string[] {
  try {
    return faultsBetween(profilesOfDocuments(documents.map(({ file, content }) => ({ file, content }))));
  } catch (error) {
    if (error instanceof AppDocumentError) return error.message.split('\n');
    throw error;
  }
}

function textOf({ document, profile, faults, warnings, notes }: CheckedApp): string {
  const { file } = document;
  const place = ({ line, message }: DocumentFault) =>
    `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
  return [
    profile === undefined ? file : `${file}: ${profile.displayName}`,
    ...(profile === undefined ? [] : [indented(addressesText(profile))]),
    ...faults.map((fault) => `Fault: ${place(fault)}`),
    ...warnings.map((warning) => `Warning: ${place(warning)}`),
    ...notes.map((note) => `Note: ${place(note)}`),
  ].join('\n');
}

function verdict(apps: number, faults: number, warnings: number): string {
  const also = warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`;
  if (faults > 0) return `${counted(faults, 'fault')}${also}. Correct the documents before you deploy.`;
  return `${apps === 1 ? 'The document can' : `All ${apps} documents can`} be deployed${also}.`;
}
