import { adfs } from './adfs.ts';
import { entra } from './entra.ts';
import { google } from './google.ts';
import { keycloak } from './keycloak.ts';
import { lasso } from './lasso.ts';
import { okta } from './okta.ts';
import { pysaml2 } from './pysaml2.ts';
import { simplesamlphp } from './simplesamlphp.ts';
import type { Style } from './style.ts';

/** The seed corpus: one genuine message in the style of each of eight identity providers. */
export const styles: readonly Style[] = [entra, adfs, okta, keycloak, google, simplesamlphp, pysaml2, lasso];
