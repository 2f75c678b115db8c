import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { x509Data } from '../../fixtures/signature.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { bring } from '../../functions/logout/logout-messages.ts';
import { bringSigned, signedLogout } from '../../functions/logout/signed-logout.ts';
import { type LogoutAttack, type LogoutScene, naming } from './case.ts';

const other = () => signingKey({ name: 'attacker' });
const expired = () => signingKey({ name: 'old', notAfter: secondsAfter(facts.now, -60) });
const weak = () => signingKey({ name: 'weak', bits: 1024 });

const posted = (scene: LogoutScene, message: string) => bring('post', scene.acme.urls.logoutUrl, message);
const byRedirect: LogoutAttack['control'] = (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene));
const byPost: LogoutAttack['control'] = (scene) => posted(scene, signedLogout(naming(scene)));
const demanded = { signOut: { requiresSignature: true } } as const;
const withoutPair = (name: string) => (pairs: readonly string[]) =>
  pairs.filter((pair) => !pair.startsWith(`${name}=`));

/** Signatures of the Redirect binding. */
export const detachedSignatures: readonly LogoutAttack[] = [
  {
    name: 'a query that another key signed',
    attack: (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene), { key: other() }),
    code: 'signature-value',
    control: byRedirect,
  },
  {
    name: 'a Signature of another message',
    attack: (scene) => {
      const [signature = ''] =
        /Signature=[^&]*/.exec(bringSigned(scene.acme.urls.logoutUrl, '<a/>').url) ?? [];
      return bringSigned(scene.acme.urls.logoutUrl, naming(scene), {
        edit: (pairs) => [...withoutPair('Signature')(pairs), signature],
      });
    },
    code: 'signature-value',
    control: byRedirect,
  },
  {
    name: 'a Relay State that was changed after it was signed',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), {
        relayState: 'a',
        edit: (pairs) => pairs.map((pair) => (pair === 'RelayState=a' ? 'RelayState=b' : pair)),
      }),
    code: 'signature-value',
    control: (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene), { relayState: 'a' }),
  },
  {
    name: 'a Relay State that was added after the message was signed',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), { edit: (pairs) => [...pairs, 'RelayState=b'] }),
    code: 'signature-value',
    control: byRedirect,
  },
  {
    name: 'a Signature whose SigAlg was removed: it is not unsigned then',
    attack: (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene), { edit: withoutPair('SigAlg') }),
    code: 'logout-message-malformed',
    control: byRedirect,
  },
  {
    name: 'a SigAlg whose Signature was removed: it is not unsigned then',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), { edit: withoutPair('Signature') }),
    code: 'logout-message-malformed',
    control: byRedirect,
  },
  {
    name: 'an empty Signature',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), {
        edit: (pairs) => [...withoutPair('Signature')(pairs), 'Signature='],
      }),
    code: 'signature-value',
    control: byRedirect,
  },
  {
    name: 'a Signature that is not base64',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), {
        edit: (pairs) => [...withoutPair('Signature')(pairs), 'Signature=%21'],
      }),
    code: 'signature-structure',
    control: byRedirect,
  },
  {
    name: 'two Signatures, the right one last',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), {
        edit: (pairs) => ['Signature=AAAA', ...pairs],
      }),
    code: 'logout-message-malformed',
    control: byRedirect,
  },
  {
    name: 'two SigAlg',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), { edit: (pairs) => [...pairs, 'SigAlg=x'] }),
    code: 'logout-message-malformed',
    control: byRedirect,
  },
  {
    name: 'a name in percent that the signature does not cover',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), {
        edit: (pairs) => pairs.map((pair) => pair.replace(/^SigAlg/, 'Sig%41lg')),
      }),
    code: 'logout-message-malformed',
    control: byRedirect,
  },
  {
    name: 'a Relay State whose name is in percent, beside a signed query',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), {
        edit: (pairs) => [...pairs, 'Relay%53tate=b'],
      }),
    code: 'logout-message-malformed',
    control: byRedirect,
  },
  {
    name: 'an HMAC whose key is the certificate',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), {
        sigAlg: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
      }),
    code: 'signature-algorithm',
    control: byRedirect,
  },
  {
    name: 'an empty SigAlg',
    attack: (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene), { sigAlg: '' }),
    code: 'signature-algorithm',
    control: byRedirect,
  },
  {
    name: 'SHA-1, which the operator did not allow',
    attack: (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene), { algorithm: 'sha1' }),
    code: 'signature-sha1',
    control: (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene), { algorithm: 'sha512' }),
  },
  {
    name: 'a SigAlg of another hash than was signed with',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene), {
        algorithm: 'sha512',
        sigAlg: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      }),
    code: 'signature-value',
    control: byRedirect,
  },
  {
    name: 'a certificate that has expired',
    customer: { connection: { trustedKeys: [asCertificate(expired()), asCertificate(signingKey())] } },
    attack: (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene), { key: expired() }),
    code: 'certificate-expired',
    control: byRedirect,
  },
  {
    name: 'a key that is too weak',
    customer: { connection: { trustedKeys: [asCertificate(weak()), asCertificate(signingKey())] } },
    attack: (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene), { key: weak() }),
    code: 'signature-value',
    control: byRedirect,
  },
  {
    name: 'a signature in the form, of a binding that is not offered',
    attack: (scene) => ({
      ...bring('post', scene.acme.urls.logoutUrl, naming(scene), { SigAlg: 'x', Signature: 'AAAA' }),
    }),
    code: 'logout-message-malformed',
    control: byPost,
  },
  {
    name: 'no signature, where the tenant demands one',
    customer: demanded,
    attack: (scene) => bring('redirect', scene.acme.urls.logoutUrl, naming(scene)),
    code: 'signature-missing',
    control: byRedirect,
  },
  {
    name: 'a right query around a message with a wrong signature inside',
    attack: (scene) => bringSigned(scene.acme.urls.logoutUrl, signedLogout(naming(scene), { key: other() })),
    code: 'key-unknown',
    control: (scene) => bringSigned(scene.acme.urls.logoutUrl, signedLogout(naming(scene))),
  },
];

/** Signatures in a posted message. */
export const envelopedSignatures: readonly LogoutAttack[] = [
  {
    name: 'a message that another key signed, with its own certificate',
    attack: (scene) => posted(scene, signedLogout(naming(scene), { key: other() })),
    code: 'key-unknown',
    control: byPost,
  },
  {
    name: 'a message that another key signed, with the right certificate shown',
    attack: (scene) =>
      posted(
        scene,
        signedLogout(naming(scene), { key: other(), keyInfo: x509Data(signingKey().certificate) }),
      ),
    code: 'signature-value',
    control: byPost,
  },
  {
    name: 'a SessionIndex that was added after the message was signed',
    attack: (scene) => {
      const signed = signedLogout(naming(scene, { sessionIndexes: ['_else'] }));
      const added = `<samlp:SessionIndex>${scene.sessionIndex}</samlp:SessionIndex></samlp:LogoutRequest>`;
      return posted(scene, signed.replace('</samlp:LogoutRequest>', added));
    },
    code: 'signature-digest',
    control: byPost,
  },
  {
    name: 'a NameID that was changed after the message was signed',
    attack: (scene) => posted(scene, signedLogout(naming(scene)).replace(/>[^<]*<\/NameID>/, '>b</NameID>')),
    code: 'signature-digest',
    control: byPost,
  },
  {
    name: 'a Signature over another element inside it',
    attack: (scene) => {
      const moved = signedLogout(naming(scene), { referencedId: '_other' });
      return posted(scene, moved);
    },
    code: 'signature-reference',
    control: byPost,
  },
  {
    name: 'a genuine signed request wrapped in Extensions of a forged one',
    attack: (scene) => {
      const genuine = signedLogout(naming(scene, { sessionIndexes: ['_else'] }));
      const forged = naming(scene).replace(
        '<NameID',
        `<samlp:Extensions>${genuine}</samlp:Extensions><NameID`,
      );
      return posted(scene, forged);
    },
    code: 'signature-misplaced',
    control: byPost,
  },
  {
    name: 'two Signatures, one of them right',
    attack: (scene) => {
      const signed = signedLogout(naming(scene));
      const [signature = ''] = /<Signature.*<\/Signature>/s.exec(signed) ?? [];
      return posted(scene, signed.replace(signature, signature + signature));
    },
    code: 'signature-repeated',
    control: byPost,
  },
  {
    name: 'an empty Signature: it is not unsigned then',
    attack: (scene) =>
      posted(
        scene,
        signedLogout(naming(scene), {
          editSignature: () => '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"></Signature>',
        }),
      ),
    code: 'signature-structure',
    control: byPost,
  },
  {
    name: 'a Signature in a namespace of its own',
    attack: (scene) =>
      posted(
        scene,
        signedLogout(naming(scene), { editSignature: (text) => text.replace('xmldsig#"', 'xmldsig"') }),
      ),
    code: 'signature-misplaced',
    control: byPost,
  },
  {
    name: 'SHA-1, which the operator did not allow',
    attack: (scene) => posted(scene, signedLogout(naming(scene), { algorithm: 'sha1' })),
    code: 'signature-sha1',
    control: (scene) => posted(scene, signedLogout(naming(scene), { algorithm: 'sha384' })),
  },
  {
    name: 'a certificate that has expired',
    customer: { connection: { trustedKeys: [asCertificate(expired()), asCertificate(signingKey())] } },
    attack: (scene) => posted(scene, signedLogout(naming(scene), { key: expired() })),
    code: 'certificate-expired',
    control: byPost,
  },
  {
    name: 'no signature, where the tenant demands one',
    customer: demanded,
    attack: (scene) => posted(scene, naming(scene)),
    code: 'signature-missing',
    control: byPost,
  },
  {
    name: 'a signature that was removed, where the tenant demands one',
    customer: demanded,
    attack: (scene) => posted(scene, signedLogout(naming(scene)).replace(/<Signature.*<\/Signature>/s, '')),
    code: 'signature-missing',
    control: byPost,
  },
  {
    name: 'a comment in a signed message',
    attack: (scene) => posted(scene, signedLogout(naming(scene)).replace('</NameID>', '<!----></NameID>')),
    code: 'xml-comment',
    control: byPost,
  },
  {
    name: 'signed messages without a Destination',
    attack: (scene) => posted(scene, signedLogout(naming(scene, { destination: 'absent' }))),
    code: 'destination-missing',
    control: byPost,
  },
  {
    name: 'a signed message to another tenant of the directory',
    attack: (scene) =>
      posted(scene, signedLogout(naming(scene, { destination: scene.globex.urls.logoutUrl }))),
    code: 'destination-mismatch',
    control: byPost,
  },
  {
    name: 'a signed query to another tenant of the directory',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene, { destination: scene.globex.urls.logoutUrl })),
    code: 'destination-mismatch',
    control: byRedirect,
  },
];
