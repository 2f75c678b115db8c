import { signingKey } from '../../fixtures/keys.ts';
import { type AnswerParts, bring, logoutAnswer } from '../../functions/logout/logout-messages.ts';
import { bringSigned, signedLogout } from '../../functions/logout/signed-logout.ts';
import type { Asked } from '../../harness/ask.ts';
import type { Customer, CustomerChoices } from '../../harness/customer.ts';

/** A browser that has signed out of acme and took a LogoutRequest to its directory; and another one that did too. */
export interface AnswerScene {
  readonly acme: Customer;
  readonly globex: Customer;
  /** The ID of the LogoutRequest. */
  readonly request: string;
  /** The LogoutRequest of another browser of the same person. */
  readonly otherRequest: string;
  /** The cookies after the sign-out. */
  readonly cookies: readonly string[];
  /** The cookies that the session had. */
  readonly earlier: readonly string[];
}

/** A LogoutResponse that must not pass for the directory's report of success, beside one that does. */
export interface AnswerAttack {
  /** Completes "does not believe …". */
  readonly name: string;
  readonly attack: (scene: AnswerScene) => Asked;
  /** What the page says of the directory. */
  readonly says: 'unconfirmed' | 'refused' | 'partly' | 'nothing';
  readonly control?: (scene: AnswerScene) => Asked;
  readonly customer?: CustomerChoices;
}

const success = (scene: AnswerScene, parts: AnswerParts = {}): string =>
  logoutAnswer(scene.acme, { inResponseTo: scene.request, ...parts });
const brought = ({ acme, cookies }: AnswerScene, message: string): Asked => ({
  ...bring('redirect', acme.urls.logoutUrl, message, {}, 'SAMLResponse'),
  cookies,
});
const posted = ({ acme, cookies }: AnswerScene, message: string): Asked => ({
  ...bring('post', acme.urls.logoutUrl, message, {}, 'SAMLResponse'),
  cookies,
});

/** The genuine answer, as Entra sends it: unsigned, with its other issuer. */
export const genuineAnswer = (scene: AnswerScene): Asked => brought(scene, success(scene));

const other = () => signingKey({ name: 'attacker' });
const signedControl = (scene: AnswerScene): Asked => posted(scene, signedLogout(success(scene)));

export const answers: readonly AnswerAttack[] = [
  {
    name: 'an answer to the request of another browser',
    attack: (scene) => brought(scene, success(scene, { inResponseTo: scene.otherRequest })),
    says: 'unconfirmed',
  },
  {
    name: 'an answer to no request',
    attack: (scene) => brought(scene, success(scene).replace(/ InResponseTo="[^"]*"/, '')),
    says: 'unconfirmed',
  },
  {
    name: 'an answer to an empty request',
    attack: (scene) => brought(scene, success(scene, { inResponseTo: '' })),
    says: 'unconfirmed',
  },
  {
    name: 'the answer in a browser that began no sign-out',
    attack: (scene) => ({ ...genuineAnswer(scene), cookies: [] }),
    says: 'nothing',
  },
  {
    name: 'the answer in a browser whose cookie came twice',
    attack: (scene) => ({ ...genuineAnswer(scene), cookies: [...scene.cookies, ...scene.cookies] }),
    says: 'nothing',
  },
  {
    name: 'the answer at another tenant',
    attack: (scene) => ({
      ...bring('redirect', scene.globex.urls.logoutUrl, success(scene), {}, 'SAMLResponse'),
      cookies: scene.cookies,
    }),
    says: 'nothing',
  },
  {
    name: 'the directory of another tenant',
    attack: (scene) => brought(scene, logoutAnswer(scene.globex, { inResponseTo: scene.request })),
    says: 'unconfirmed',
  },
  {
    name: 'an answer without an issuer',
    attack: (scene) => brought(scene, success(scene).replace(/<Issuer.*<\/Issuer>/, '')),
    says: 'unconfirmed',
  },
  {
    name: 'an issuer that only looks like Microsoft’s',
    attack: (scene) =>
      brought(scene, success(scene, { issuer: 'https://login.microsoftonline.com.evil.example/' })),
    says: 'unconfirmed',
  },
  {
    name: 'an answer that another key signed',
    attack: (scene) => posted(scene, signedLogout(success(scene), { key: other() })),
    says: 'unconfirmed',
    control: signedControl,
  },
  {
    name: 'a query that another key signed',
    attack: (scene) => ({
      ...bringSigned(scene.acme.urls.logoutUrl, success(scene), { key: other(), name: 'SAMLResponse' }),
      cookies: scene.cookies,
    }),
    says: 'unconfirmed',
    control: (scene) => ({
      ...bringSigned(scene.acme.urls.logoutUrl, success(scene), { name: 'SAMLResponse' }),
      cookies: scene.cookies,
    }),
  },
  {
    name: 'a status that was changed after the answer was signed',
    attack: (scene) =>
      posted(
        scene,
        signedLogout(success(scene, { status: ['Responder'] })).replace(':Responder', ':Success'),
      ),
    says: 'unconfirmed',
    control: signedControl,
  },
  {
    name: 'an unsigned answer, where the tenant demands signatures',
    customer: { signOut: { reach: 'single-logout', requiresSignature: true } },
    attack: genuineAnswer,
    says: 'unconfirmed',
    control: signedControl,
  },
  {
    name: 'a signed answer to another address',
    attack: (scene) =>
      posted(scene, signedLogout(success(scene, { destination: scene.globex.urls.logoutUrl }))),
    says: 'unconfirmed',
    control: signedControl,
  },
  {
    name: 'a refusal',
    attack: (scene) => brought(scene, success(scene, { status: ['Requester'] })),
    says: 'refused',
  },
  {
    name: 'a refusal with a Success inside',
    attack: (scene) => brought(scene, success(scene, { status: ['Responder', 'Success'] })),
    says: 'refused',
  },
  {
    name: 'a Success with a refusal inside',
    attack: (scene) => brought(scene, success(scene, { status: ['Success', 'RequestDenied'] })),
    says: 'refused',
  },
  {
    name: 'a logout that did not reach every application',
    attack: (scene) => brought(scene, success(scene, { status: ['Success', 'PartialLogout'] })),
    says: 'partly',
  },
  {
    name: 'two statuses',
    attack: (scene) => brought(scene, success(scene).replace(/(<samlp:Status>.*<\/samlp:Status>)/, '$1$1')),
    says: 'unconfirmed',
  },
  {
    name: 'no status',
    attack: (scene) => brought(scene, success(scene).replace(/<samlp:Status>.*<\/samlp:Status>/, '')),
    says: 'unconfirmed',
  },
  {
    name: 'a Response in place of a LogoutResponse',
    attack: (scene) => brought(scene, success(scene).replaceAll('LogoutResponse', 'Response')),
    says: 'unconfirmed',
  },
  {
    name: 'a DOCTYPE',
    attack: (scene) => brought(scene, `<!DOCTYPE a>${success(scene)}`),
    says: 'unconfirmed',
  },
];
