import { asEntraWrites, entraResponse } from '../../fixtures/entra-response.ts';
import type { Style } from './style.ts';

/** Entra: default namespaces, no white space, one certificate. */
export const entra: Style = {
  name: 'Entra',
  response: asEntraWrites(entraResponse()),
  signature: {
    prefix: '',
    keyInfo: (certificate) =>
      `<KeyInfo><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo>`,
  },
};
