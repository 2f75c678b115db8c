import { randomUUID } from 'node:crypto';
import type { JustInTime } from '../../../shared/tenants/just-in-time.ts';
import { type Claim, claimNames, claimsOfBSimon, withClaim } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import type { MessageChoices } from '../../fixtures/signed-response.ts';
import type { Asked } from '../../harness/ask.ts';
import { type Customer, signInAt } from '../../harness/customer.ts';
import { genuineAnswer, type Refused, refusesAtTheReplyUrl, type Scene } from './refusal.ts';

/** Lets sign-ins of acme create users, and makes its directory the one that the messages name. */
async function admitting(
  { acme, product }: Scene,
  justInTime: JustInTime = { anybody: true },
): Promise<void> {
  await product.deployment.tenants.change(
    acme.tenant.app,
    acme.tenant.id,
    { by: 'maria', at: facts.now },
    (tenant) => ({ ...tenant, justInTime, claims: { roles: {} } }),
  );
}

/** The directory of a customer, as its issuer names it. */
const directoryOf = ({ tenant }: Customer) => tenant.connection.issuer.split('/')[3] ?? '';

interface Stranger {
  readonly nameId?: string;
  readonly objectId?: string;
  readonly directoryId?: string;
  readonly more?: readonly Claim[];
}

/** What a person of the directory without a user brings. */
const newcomer = (acme: Customer, { nameId, objectId, directoryId, more = [] }: Stranger = {}) => ({
  nameId: nameId ?? `n-${randomUUID()}@contoso.com`,
  claims: [
    ...withClaim(
      withClaim(claimsOfBSimon, claimNames.directoryId, directoryId ?? directoryOf(acme)),
      claimNames.objectId,
      objectId ?? randomUUID(),
    ),
    ...more,
  ],
});

const answerOf = (
  { acme, begun }: Scene,
  parts: ReturnType<typeof newcomer>,
  choices: MessageChoices = {},
): Asked => ({
  url: acme.urls.replyUrl,
  cookies: begun.cookies,
  form: formBody(acme.message(begun.requestId, parts, choices)),
});

/** A newcomer in the browser that began, who is admitted: each row is refused for its own reason alone. */
const control = (scene: Scene) => answerOf(scene, newcomer(scene.acme, { more: [['roles', 'Member']] }));

const rows: readonly Refused[] = [
  {
    name: 'a newcomer at a tenant that creates no users',
    attack: (scene) => answerOf(scene, newcomer(scene.acme)),
    control: genuineAnswer,
    code: 'user-unknown',
  },
  {
    name: 'a newcomer whom another tenant’s key signed',
    attack: async (scene) => {
      await admitting(scene);
      return answerOf(scene, newcomer(scene.acme), { key: signingKey({ name: 'globex' }) });
    },
    control,
    code: 'key-unknown',
  },
  {
    name: 'a newcomer of a message for another tenant',
    attack: async (scene) => {
      await admitting(scene);
      const message = scene.globex.message(scene.begun.requestId, {
        ...newcomer(scene.acme),
        issuer: scene.acme.tenant.connection.issuer,
      });
      return { ...genuineAnswer(scene), form: formBody(message) };
    },
    control,
    code: 'recipient-mismatch',
    apps: ['trakstar'],
  },
  {
    name: 'a newcomer by the name of a user with another object id',
    attack: async (scene) => {
      await admitting(scene);
      const bound = newcomer(scene.acme);
      await signInAt(scene.product, scene.acme, [], bound);
      return answerOf(scene, newcomer(scene.acme, { nameId: bound.nameId }));
    },
    control,
    code: 'user-other-identity',
  },
  {
    name: 'a newcomer by the name of a user, in other letters',
    attack: async (scene) => {
      await admitting(scene);
      const bound = newcomer(scene.acme);
      await signInAt(scene.product, scene.acme, [], bound);
      return answerOf(scene, newcomer(scene.acme, { nameId: bound.nameId.toUpperCase() }));
    },
    control,
    code: 'user-other-identity',
  },
  {
    name: 'a newcomer with the object id of a user, of another directory',
    attack: async (scene) => {
      await admitting(scene);
      const objectId = randomUUID();
      await signInAt(scene.product, scene.acme, [], newcomer(scene.acme, { objectId }));
      return answerOf(scene, newcomer(scene.acme, { objectId, directoryId: randomUUID() }));
    },
    control,
    code: 'user-not-entitled',
  },
  {
    name: 'a newcomer without the required role',
    attack: async (scene) => {
      await admitting(scene, { claim: 'roles', value: 'Member' });
      return answerOf(scene, newcomer(scene.acme, { more: [['roles', 'member', 'Member ', 'Members']] }));
    },
    control,
    code: 'user-not-entitled',
  },
  {
    name: 'a newcomer with the required role under the name of another claim',
    attack: async (scene) => {
      await admitting(scene, { claim: 'roles', value: 'Member' });
      return answerOf(
        scene,
        newcomer(scene.acme, {
          more: [
            ['Roles', 'Member'],
            ['groups', 'Member'],
          ],
        }),
      );
    },
    control,
    code: 'user-not-entitled',
  },
  {
    name: 'a newcomer with two object ids',
    attack: async (scene) => {
      await admitting(scene);
      const parts = newcomer(scene.acme);
      return answerOf(scene, { ...parts, claims: [...parts.claims, [claimNames.objectId, randomUUID()]] });
    },
    control,
    code: 'attribute-repeated',
  },
  {
    name: 'a newcomer without an object id',
    attack: async (scene) => {
      await admitting(scene);
      const { nameId, claims } = newcomer(scene.acme);
      const names: readonly string[] = [claimNames.objectId, claimNames.directoryId];
      return answerOf(scene, { nameId, claims: claims.filter(([name]) => !names.includes(name)) });
    },
    control,
    code: 'user-unknown',
  },
  {
    name: 'a newcomer in a browser that did not begin',
    attack: async (scene) => {
      await admitting(scene);
      return { ...answerOf(scene, newcomer(scene.acme)), cookies: [] };
    },
    control,
    code: 'flow-other-browser',
  },
  {
    name: 'a removed person',
    attack: async (scene) => {
      await admitting(scene);
      const person = newcomer(scene.acme);
      await signInAt(scene.product, scene.acme, [], person);
      const { users } = scene.product.deployment;
      const { app, id } = scene.acme.tenant;
      const user = await users.findBySignInName(app, id, person.nameId);
      if (user !== undefined) await users.remove(user);
      return answerOf(scene, person);
    },
    control,
    code: 'user-removed',
  },
  {
    name: 'a deactivated person under a new name',
    attack: async (scene) => {
      await admitting(scene);
      const objectId = randomUUID();
      const person = newcomer(scene.acme, { objectId });
      await signInAt(scene.product, scene.acme, [], person);
      const { app, id } = scene.acme.tenant;
      await scene.product.deployment.users.setActive(app, id, person.nameId, false, facts.now);
      return answerOf(scene, newcomer(scene.acme, { objectId }));
    },
    control,
    code: 'user-not-active',
  },
];

refusesAtTheReplyUrl('a user that a sign-in would create', rows);
