import { maximumBodyBytes } from '../../../shared/http/body.ts';
import { maximumFormFields } from '../../../shared/http/form.ts';
import { newSecret } from '../../../shared/ids/secret.ts';
import { sameSignInSeconds } from '../../../shared/sign-in/same-sign-in.ts';
import { formBody, toBase64 } from '../../fixtures/post.ts';
import { ask } from '../../harness/ask.ts';
import { beginAt, signInAt } from '../../harness/customer.ts';
import { genuineAnswer, type Refused, refusesAtTheReplyUrl, type Scene } from './refusal.ts';

/** The genuine answer with other cookies. */
const withCookies = (cookies: (scene: Scene) => readonly string[]) => (scene: Scene) => ({
  ...genuineAnswer(scene),
  cookies: cookies(scene),
});
const flowCookieOf = ({ begun }: Scene): string => begun.cookies[0] ?? '';

refusesAtTheReplyUrl('login cross-site request forgery', [
  {
    name: 'a genuine answer without the cookie of its request',
    attack: withCookies(() => []),
    code: 'flow-other-browser',
  },
  {
    name: "a genuine answer with another browser's secret",
    attack: withCookies((scene) => [flowCookieOf(scene).replace(/[^.]*$/, newSecret())]),
    code: 'flow-other-browser',
  },
  {
    name: 'a genuine answer with the cookie of another request',
    attack: async (scene) => ({
      ...genuineAnswer(scene),
      cookies: (await beginAt(scene.product, scene.acme.signOnUrl())).cookies,
    }),
    code: 'flow-other-browser',
  },
  {
    name: 'a genuine answer whose cookie came twice',
    attack: withCookies((scene) => [flowCookieOf(scene), flowCookieOf(scene)]),
    code: 'flow-other-browser',
  },
  {
    name: 'a genuine answer whose cookie has a twin from a neighbouring host',
    attack: withCookies((scene) => [flowCookieOf(scene).replace(/[^.]*$/, newSecret()), flowCookieOf(scene)]),
    code: 'flow-other-browser',
  },
  {
    name: 'a genuine answer whose cookie lost its prefix',
    attack: withCookies((scene) => [flowCookieOf(scene).replace('__Host-', '')]),
    code: 'flow-other-browser',
  },
  {
    name: 'a genuine answer whose cookie a neighbouring host set behind a space that is no blank (Cookie Chaos)',
    attack: withCookies((scene) => [`\u2000${flowCookieOf(scene)}`]),
    code: 'flow-other-browser',
  },
  {
    name: 'a genuine answer with an empty cookie',
    attack: withCookies((scene) => [flowCookieOf(scene).replace(/=.*/, '=')]),
    code: 'flow-other-browser',
  },
]);

const replayed: readonly Refused[] = [
  {
    name: 'an answer that was posted before, by Back or Reload',
    attack: async (scene) => {
      const asked = genuineAnswer(scene);
      await ask(scene.product.assertionConsumer, asked);
      return asked;
    },
    secondsLater: sameSignInSeconds + 1,
    code: 'flow-spent',
  },
  {
    name: 'an answer that was posted a moment ago, by Back: without the cookie, which the first post removed',
    attack: async (scene) => {
      const asked = genuineAnswer(scene);
      await ask(scene.product.assertionConsumer, asked);
      return { ...asked, cookies: [] };
    },
    code: 'flow-spent',
  },
  {
    name: 'an answer that was posted a moment ago, in a browser with another secret for the same request',
    attack: async (scene) => {
      const asked = genuineAnswer(scene);
      await ask(scene.product.assertionConsumer, asked);
      return { ...asked, cookies: [flowCookieOf(scene).replace(/[^.]*$/, newSecret())] };
    },
    code: 'flow-spent',
  },
  {
    name: 'an answer that was posted a moment ago, with the cookie of another request of that browser',
    attack: async (scene) => {
      const asked = genuineAnswer(scene);
      await ask(scene.product.assertionConsumer, asked);
      return { ...asked, cookies: (await beginAt(scene.product, scene.acme.signOnUrl())).cookies };
    },
    code: 'flow-spent',
  },
  {
    name: 'a second answer to the same request',
    attack: async (scene) => {
      await ask(scene.product.assertionConsumer, genuineAnswer(scene));
      return genuineAnswer(scene);
    },
    code: 'flow-spent',
  },
  {
    name: 'what nobody asked for, posted before',
    apps: ['timetrack'],
    attack: async ({ acme, product }) => {
      const asked = { url: acme.urls.replyUrl, form: formBody(acme.message(undefined)) };
      await ask(product.assertionConsumer, asked);
      return asked;
    },
    code: 'assertion-replayed',
  },
];

refusesAtTheReplyUrl(
  'what was used before',
  replayed.map((row) => ({
    ...row,
    // The first post has spent the request: another one, by the same browser, is the control.
    control: ({ acme }) => ({ url: acme.urls.replyUrl, form: formBody(acme.message(undefined)) }),
    apps: ['timetrack'],
  })),
);

/** The genuine answer in another form than the binding's. */
const posted = (
  name: string,
  code: Refused['code'],
  change: (scene: Scene) => Partial<ReturnType<typeof genuineAnswer>>,
): Refused => ({ name, code, attack: (scene) => ({ ...genuineAnswer(scene), ...change(scene) }) });
const field = ({ acme, begun }: Scene) => encodeURIComponent(toBase64(acme.message(begun.requestId)));
const formOf = (form: (field: string) => string) => (scene: Scene) => ({ form: form(field(scene)) });
const ofType = (contentType: string) => () => ({ headers: { 'content-type': contentType } });

refusesAtTheReplyUrl('the form', [
  ...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'post'].map((method) =>
    posted(`${method}`, 'method-not-allowed', () => ({ method })),
  ),
  posted('text/plain', 'media-type', ofType('text/plain')),
  posted('multipart', 'media-type', ofType('multipart/form-data; boundary=x')),
  posted('JSON', 'media-type', ofType('application/json')),
  posted('another charset', 'media-type', ofType('application/x-www-form-urlencoded; charset=utf-16')),
  posted('two media types', 'media-type', ofType('application/x-www-form-urlencoded, text/plain')),
  posted('no SAMLResponse', 'saml-response-missing', () => ({ form: 'RelayState=x' })),
  posted('an empty SAMLResponse', 'saml-response-missing', () => ({ form: 'SAMLResponse=' })),
  posted(
    'a SAMLResponse in another case',
    'saml-response-missing',
    formOf((one) => `samlresponse=${one}`),
  ),
  posted(
    'two SAMLResponses',
    'saml-response-repeated',
    formOf((one) => `SAMLResponse=${one}&SAMLResponse=${one}`),
  ),
  posted(
    'a second one in disguise',
    'saml-response-repeated',
    formOf((one) => `SAMLResponse=${one}&%53AMLResponse=x`),
  ),
  posted(
    'two Relay States',
    'relay-state-repeated',
    formOf((one) => `SAMLResponse=${one}&RelayState=a&RelayState=b`),
  ),
  posted(
    'a SAMLRequest beside it',
    'form-field-unexpected',
    formOf((one) => `SAMLResponse=${one}&SAMLRequest=x`),
  ),
  ...['%', '%zz', '%c0%af', '%ff'].flatMap((broken) => [
    posted(
      `${broken} in the message`,
      'form-malformed',
      formOf((one) => `SAMLResponse=${one}${broken}`),
    ),
    posted(
      `${broken} in the Relay State`,
      'form-malformed',
      formOf((one) => `SAMLResponse=${one}&RelayState=${broken}`),
    ),
    posted(
      `${broken} in a field of no concern`,
      'form-malformed',
      formOf((one) => `SAMLResponse=${one}&x=${broken}`),
    ),
    posted(
      `${broken} in the name of a field of no concern`,
      'form-malformed',
      formOf((one) => `SAMLResponse=${one}&x${broken}=1`),
    ),
  ]),
  posted(
    'one field too many',
    'form-malformed',
    formOf((one) => `SAMLResponse=${one}${'&x=1'.repeat(maximumFormFields)}`),
  ),
  posted(
    'a byte more than the body may have',
    'body-too-large',
    formOf((one) => `SAMLResponse=${one}&x=`.padEnd(maximumBodyBytes + 1, 'a')),
  ),
  {
    name: 'a message in the query',
    attack: (scene) => {
      const asked = genuineAnswer(scene);
      const separator = asked.url.includes('?') ? '&' : '?';
      return { ...asked, url: `${asked.url}${separator}SAMLResponse=x` };
    },
    code: 'form-field-unexpected',
  },
]);

refusesAtTheReplyUrl('a browser that is signed in', [
  {
    name: 'an answer without its cookie, whoever is signed in',
    attack: async (scene) => ({
      ...genuineAnswer(scene),
      cookies: (await signInAt(scene.product, scene.acme)).cookies,
    }),
    code: 'flow-other-browser',
  },
]);
