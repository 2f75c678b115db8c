import type { SetupTexts } from '../en/setup.ts';
import { activateTexts } from './setup/activate.ts';
import { administrationTexts } from './setup/administration.ts';
import { administrationImportTexts } from './setup/administration-import.ts';
import { connectionTexts } from './setup/connection.ts';
import { createTexts } from './setup/create.ts';
import { directoryErrorsTexts } from './setup/directory-errors.ts';
import { doneTexts } from './setup/done.ts';
import { layoutTexts } from './setup/layout.ts';
import { linkTexts } from './setup/link.ts';
import { logTexts } from './setup/log.ts';
import { moveTexts } from './setup/move.ts';
import { peopleTexts } from './setup/people.ts';
import { picturesTexts } from './setup/pictures.ts';
import { summaryTexts } from './setup/settings-summary.ts';
import { testTexts } from './setup/test.ts';
import { testResultTexts } from './setup/test-result.ts';
import { valuesTexts } from './setup/values.ts';

/** The set-up page in German: one file for each step. Labels of Entra are written as the German portal writes them. */
export const setupPageTexts: SetupTexts = {
  layout: layoutTexts,
  link: linkTexts,
  create: createTexts,
  values: valuesTexts,
  connection: connectionTexts,
  summary: summaryTexts,
  move: moveTexts,
  people: peopleTexts,
  pictures: picturesTexts,
  test: testTexts,
  testResult: testResultTexts,
  directoryErrors: directoryErrorsTexts,
  activate: activateTexts,
  done: doneTexts,
  log: logTexts,
  administration: administrationTexts,
  administrationImport: administrationImportTexts,
};
