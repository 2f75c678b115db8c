/** The import of people on the standing page. */
export const administrationImportTexts = {
  heading: 'Import people',
  intro:
    'Upload a CSV file. “Download users” from Entra fits as it is. So does a list with the columns userPrincipalName, displayName and accountEnabled; the first is required.',
  rules: (most: number): readonly string[] => [
    `At most ${most} people and 256 kB. Split a longer list into several files.`,
    'New people are added, and can sign in unless the file says that their account is blocked.',
    'Names are updated. People whose account is blocked in the file are deactivated.',
    'No one is removed, activated again or made an administrator.',
  ],
  file: 'CSV file',
  preview: 'Check the file',
  previewHeading: 'Check the import',
  notYet: 'Nothing has been imported yet.',
  nothing: 'There is nothing to import from this file.',
  outdated: 'People were changed in the meantime, so this import would do something else. Check it again.',
  refused: (count: number) => `Not imported: ${count}`,
  added: (count: number) => `Added: ${count}`,
  changed: (count: number) => `Changed: ${count}`,
  leftInactive: (count: number) =>
    `Not active here, and left so: ${count}. Activate them in the list of people.`,
  unchanged: (count: number) => `Already as in the file: ${count}`,
  inactive: 'not active',
  newName: (name: string) => `new name: ${name}`,
  deactivated: 'is deactivated',
  confirm: (added: number, changed: number) => `Import (${added} added, ${changed} changed)`,
  another: 'Choose another file',
  doneHeading: 'People imported',
  done: (added: number, changed: number) => `${added} added, ${changed} changed.`,
  missed: (count: number) =>
    `${count} were changed by someone else at the same moment and left as they are. Import the file again to see them.`,
  back: 'Back to the people',
  atLine: (line: number, text: string) => `Line ${line}: ${text}`,
  faults: {
    'no-file': 'Select a file.',
    'too-long': 'The file is too long. Split it into several files.',
    empty: 'The file is empty.',
    tooMany: (most: number) => `The file has more than ${most} people. Split it into several files.`,
  },
  csvFaults: {
    encoding: 'the file is neither UTF-8 nor UTF-16. In Excel, save it as “CSV UTF-8”.',
    'too-many-cells': 'the line has more than 512 cells.',
    'cell-too-long': 'a cell is longer than 8,192 characters.',
    binary: 'this is not text. Save the list as a CSV file.',
    'line-ends': 'the line ends in a form that is no longer in use. In Excel, save the file as “CSV UTF-8”.',
    'open-quote': 'a quotation mark is never closed.',
    'open-quote-or-long': 'a quotation mark is never closed, or the line is too long.',
    'text-after-quote': 'there is text after a closing quotation mark.',
    'quote-inside': 'there is a quotation mark inside a cell that does not begin with one.',
    'no-csv': 'the file is not a CSV file.',
  },
  headFaults: {
    'column-twice': ([column = '']: readonly string[]) =>
      `The column “${column}” appears twice. Remove one of them.`,
    'no-names': (_: readonly string[]) =>
      'The column userPrincipalName is missing. Download the file in Entra (Users > All users > Download users), or begin a list with the line userPrincipalName,displayName.',
    'state-hidden': (_: readonly string[]) =>
      'A column may say who may sign in, but its header is not recognised. Rename it to accountEnabled (True may sign in) or blockCredential (True may not). Remove it if it means something else.',
    'state-unclear': ([column = '']: readonly string[]) =>
      `It is unclear whether Yes in the column “${column}” blocks an account or enables it. Rename it to accountEnabled (True may sign in) or blockCredential (True may not).`,
    'state-twice': ([one = '', other = '']: readonly string[]) =>
      `The columns “${one}” and “${other}” both say who may sign in. Remove one of them.`,
  },
  rowFaults: {
    'sign-in-name':
      'this is not a sign-in name. It has 1 to 256 characters, such as b.simon@contoso.com, without spaces.',
    'display-name': 'the name has more than 256 characters, or invisible ones.',
    state: 'it is unclear whether the account may sign in. Write True or False.',
    deleted: 'the account is deleted in the directory.',
    id: 'the object id cannot be read.',
    twice: 'this sign-in name is in the file twice. The first line counts.',
    'unclear-state': 'this person is new, and the file does not say whether they may sign in.',
    renaming: 'the support of the application is renaming this person.',
    yourself: 'this administrator vouches for the page and is not changed by an import.',
    administrator: 'an import deactivates no administrator. Deactivate them in the list of people.',
  },
};
