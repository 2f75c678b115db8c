import { survivorsOf } from './survivor.ts';

const replacesNothing = 'spares a replacement that would find nothing';

/** Of the rooms that have few. */
export const smallRooms = [
  ...survivorsOf('shared/saml/inbound/post-binding.ts', [
    ['field.includes', "field.includes('\\n') || field.includes('\\r') => true", replacesNothing],
    ['field.includes', '\'\\n\' => ""', replacesNothing],
    ['field.includes', '\'\\r\' => ""', replacesNothing],
    ['field.includes', '/[\\r\\n]+/g => /[\\r\\n]/g', 'one by one or run by run, the same characters go'],
  ]),
];
