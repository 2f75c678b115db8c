import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import { refusalOf } from '../refusal.ts';

const outcomeOf = (text: string) => refusalOf(() => readXml(Buffer.from(text)));

describe('the XML declaration', () => {
  it.each([
    '<?xml version="1.0"?>',
    "<?xml version='1.0'?>",
    '<?xml\r\n\tversion \t= "1.0" ?>',
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<?xml version='1.0' encoding = 'utf-8'?>",
    '<?xml version="1.0" standalone="yes"?>',
    '<?xml version="1.0"  encoding="UTF-8"  standalone="yes"?>',
    "<?xml version='1.0'\nencoding='Utf-8'\nstandalone = 'no'\n?>",
  ])('%j is read', (declaration) => {
    expect(outcomeOf(`${declaration}<a/>`)).toBe('done');
    expect(outcomeOf(`${declaration}\r\n<a/>`)).toBe('done');
  });

  it.each([
    '<?xml ?>',
    '<?xml version?>',
    '<?xml version="1.0">',
    '<?xml version="1.0"',
    '<?xml version=1.0?>',
    '<?xml version="1.0\'?>',
    '<?xml version="1."?>',
    '<?xml version="2.0"?>',
    '<?xml version="1.0 "?>',
    '<?xml version="1.0"encoding="UTF-8"?>',
    '<?xml version="1.0" encoding="UTF-8"standalone="no"?>',
    '<?xml version="1.0" encoding=""?>',
    '<?xml version="1.0" encoding="8-UTF"?>',
    '<?xml version="1.0" encoding="UTF 8"?>',
    '<?xml version="1.0" standalone="maybe"?>',
    '<?xml version="1.0" standalone="no" encoding="UTF-8"?>',
    '<?xml version="1.0" version="1.0"?>',
    '<?xml version="1.0" x="1"?>',
    '<?xml encoding="UTF-8"?>',
    '<?xml x="" version="1.0"?>',
  ])('%j is malformed', (declaration) => {
    expect(outcomeOf(`${declaration}<a/>`)).toBe('xml-malformed');
  });

  it.each([
    ['<?xml version="1.1"?><a/>', 'xml-version'],
    ["<?xml version='1.10'?><a/>", 'xml-version'],
    ['<?xml version="1.10"?><a/>', 'xml-version'],
    ['<?xml version="1.1" encoding="latin1"?><a/>', 'xml-version'],
    ['<?xml version="1.0" encoding="UTF-16"?><a/>', 'xml-encoding'],
    ["<?xml version='1.0' encoding='UTF8'?><a/>", 'xml-encoding'],
    ['<?xml?><a/>', 'xml-processing-instruction'],
    ['<?xml-stylesheet a="b"?><a/>', 'xml-processing-instruction'],
    ['<?XML version="1.0"?><a/>', 'xml-processing-instruction'],
    [' <?xml version="1.0"?><a/>', 'xml-processing-instruction'],
    ['<?xml version="1.0"?><?xml version="1.0"?><a/>', 'xml-processing-instruction'],
    ['<a/><?xml version="1.0"?>', 'xml-processing-instruction'],
  ] as const)('%j is refused by its own name', (text, code) => {
    expect(outcomeOf(text)).toBe(code);
  });
});
