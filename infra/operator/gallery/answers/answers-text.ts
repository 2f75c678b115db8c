import { printable } from '../../command-result.ts';
import type { AnswersDocument } from './answers-document.ts';

/** Returns the answers as text: each value on a line of its own, so that it can be copied into the portal. */
export function answersText(document: AnswersDocument): string {
  const { answers, documentation, logos, open, requirements } = document;
  const sections = Map.groupBy(answers, ({ section }) => section);
  return [
    `Answers for ${document.displayName}, ${document.writtenAt.slice(0, 10)}`,
    ...[...sections].map(([section, rows]) =>
      [
        section.toUpperCase(),
        ...rows.map(({ field, value, level }) => {
          const recommended = level === 'recommended' ? ' (recommended)' : '';
          return `${field}${recommended}\n  ${value === undefined ? 'OPEN' : printable(value)}`;
        }),
      ].join('\n'),
    ),
    [
      `DOCUMENTATION: ${printable(documentation.source)}`,
      ...documentation.parts.map(({ name, asked, missing, notApplicable }) => {
        const state = notApplicable
          ? 'not for SAML'
          : missing.length === 0
            ? 'ok'
            : `MISSING: ${missing.join('; ')}`;
        return `${name}: ${asked}\n  ${state}`;
      }),
    ].join('\n'),
    ...(logos.length === 0
      ? []
      : [
          [
            'LOGOS',
            ...logos.map(
              ({ file, width, height, faults }) =>
                `${printable(file)}, ${width} × ${height}\n  ${faults.length === 0 ? 'ok' : faults.join(' ')}`,
            ),
          ].join('\n'),
        ]),
    [
      'WRITTEN FROM',
      ...requirements.map(({ url, dated, ageDays }) => `${url}\n  version of ${dated}, ${ageDays} days ago`),
    ].join('\n'),
    open.length === 0
      ? 'Nothing is open.'
      : [`STILL OPEN: ${open.length}`, ...open.map((each) => `- ${printable(each)}`)].join('\n'),
  ].join('\n\n');
}
