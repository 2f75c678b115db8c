import { claimMappingOf, type MappedClaim } from '../../../shared/claims/claim-mapping.ts';
import type { ArticleSource } from './article-source.ts';
import { step, table, within, wrapped } from './markdown.ts';

/** Returns the step about Attributes & Claims: which claims the app needs, and how it recognises a person. */
export function attributesAndClaims({ site }: ArticleSource): readonly string[] {
  const { displayName: app, claims } = site.app;
  const recognises =
    `${app} recognises a person by the **Unique User Identifier (Name ID)** at the first sign-in. Afterwards it uses the ` +
    `object ID, which Microsoft Entra ID always sends, so a renamed person stays the same in ${app}.`;
  const mapping = claimMappingOf(claims);
  if (mapping.length === 0) return [step(`Leave **Attributes & Claims** as they are. ${recognises}`)];
  return [
    step(
      `In **Attributes & Claims**, select **Edit**. Keep the claims that are there. Select **Add new claim** for each of these that is missing; ${app} needs them:`,
    ),
    '',
    within(table(['Name', 'Namespace', 'Source attribute', 'Note'], mapping.map(row))),
    '',
    wrapped(recognises, '   '),
  ];
}

function row({ claim, entry, required }: MappedClaim): readonly string[] {
  const code = (text: string | undefined) => (text === undefined ? '' : `\`${text}\``);
  const isGroups = claim === 'groups' && entry.source === undefined;
  const notes = [
    ...(isGroups ? ['Select **Add a group claim** and *Groups assigned to the application*.'] : []),
    ...(required ? ['Required: a person without it cannot sign in.'] : []),
    ...(entry.nameFormat === undefined ? [] : [`Name format: *${entry.nameFormat}*.`]),
  ];
  return [code(entry.name), code(entry.namespace), code(entry.source), notes.join(' ')];
}
