import { survivorsOf } from './survivor.ts';

const noMatch = 'the first of a match is not looked at';
const bothOrNone = 'the pattern has found both, or nothing at all';
const noName = 'neither is the name of anything';

/** Of cookies and redirects. */
export const browser = [
  ...survivorsOf('shared/http/cookies.ts', [
    ['readCookies(', '[] => ["Stryker was here"]', 'what has blanks in it is no cookie'],
    ['nameBefore.exec', '[] => ["Stryker was here"]', noMatch],
    ['pairAmongBlanks.exec', '[] => ["Stryker was here"]', noMatch],
    ['values.delete(name)', 'value === undefined => false', 'to have no value is to be absent'],
  ]),
  ...survivorsOf('shared/sign-in/browser/flow-cookie.ts', [
    ["value ?? ''", `'' => "Stryker was here!"`, 'neither is a value'],
    ["value ?? ''", '[] => ["Stryker was here"]', noMatch],
    [
      'seconds === undefined ||',
      'seconds === undefined || secret === undefined => seconds === undefined && secret === undefined',
      bothOrNone,
    ],
    ['seconds === undefined ||', 'seconds === undefined => false', bothOrNone],
    ['seconds === undefined ||', 'secret === undefined => false', bothOrNone],
  ]),
  ...survivorsOf('shared/setup/setup-cookie.ts', [
    ["appText = ''", `'' => "Stryker was here!"`, noName],
    ['cookies.get(name)', `'' => "Stryker was here!"`, 'neither is a value'],
    ['cookies.get(name)', '[] => ["Stryker was here"]', noMatch],
  ]),
  ...survivorsOf('shared/sign-in/browser/session-value.ts', [
    ["value = ''", `'' => "Stryker was here!"`, 'neither is a value'],
    ["appText = ''", `'' => "Stryker was here!"`, noName],
    ["appText = ''", '[] => ["Stryker was here"]', noMatch],
    ['app === undefined', 'flow === undefined => false', 'the pattern has found one where there is an app'],
  ]),
];
