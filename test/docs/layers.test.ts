import { describe, expect, it } from 'vitest';
import { layerArrows, layersDiagram } from '../../infra/documents/layers.ts';

const functions = (...tops: readonly string[]) => [
  ['infra', 'functions'],
  ...tops.map((top) => ['functions', top]),
];

describe('the diagram of the layers', () => {
  it('leaves out the imports that others imply', () => {
    expect(layerArrows({ ids: [], store: ['ids'], users: ['ids', 'store'] })).toEqual([
      ...functions('users'),
      ['store', 'ids'],
      ['users', 'store'],
    ]);
  });

  it('keeps a second way down', () => {
    expect(layerArrows({ ids: [], left: ['ids'], right: ['ids'], top: ['left', 'right'] })).toEqual([
      ...functions('top'),
      ['left', 'ids'],
      ['right', 'ids'],
      ['top', 'left'],
      ['top', 'right'],
    ]);
  });

  it('refuses a list in which folders import each other', () => {
    expect(() => layerArrows({ left: ['right'], right: ['left'] })).toThrow('left may import itself');
  });

  it('gives a folder with a slash an identifier that Mermaid takes', () => {
    expect(layersDiagram({ ids: [], 'saml/inbound': ['ids'] })).toBe(
      [
        '```mermaid',
        'flowchart TB',
        '  infra --> functions',
        '  functions --> saml_inbound["saml/inbound"]',
        '  saml_inbound["saml/inbound"] --> ids',
        '```',
      ].join('\n'),
    );
  });
});
