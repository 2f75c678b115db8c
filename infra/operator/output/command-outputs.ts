import * as v from 'valibot';
import { galleryCheckOutput } from '../gallery/check/check-result.ts';
import { galleryAnswersOutput } from './gallery-answers-output.ts';
import {
  app,
  attemptFields,
  claimOutput,
  clientOutput,
  keyOutput,
  linkOutput,
  nonNegativeInteger,
  sessionOutput,
  tenantOutput,
  time,
  userOutput,
} from './parts.ts';

const text = v.string();
const dryRun = { dryRun: v.exactOptional(v.literal(true)) };
const sessionsEnded = { sessionsEnded: v.exactOptional(nonNegativeInteger) };
const lines = v.array(v.strictObject({ line: nonNegativeInteger, message: text }));

const fault = v.strictObject({
  line: v.exactOptional(nonNegativeInteger),
  field: v.exactOptional(text),
  message: text,
});

/** What every document may have beside the fields of its command. */
const everywhere = {
  place: v.exactOptional(v.strictObject({ stage: text, account: text, region: text })),
  warnings: v.exactOptional(v.array(v.looseObject({ code: text, message: text }))),
};

const document = <Fields extends v.ObjectEntries>(fields: Fields) =>
  v.strictObject({ ...fields, ...everywhere });

const tenant = document({ tenant: tenantOutput, ...dryRun, ...sessionsEnded });
const keys = document({ app, tenant: text, keys: v.array(keyOutput), ...dryRun, ...sessionsEnded });
const claims = document({ app, tenant: text, claims: v.array(claimOutput), ...dryRun });
const user = document({ user: userOutput, ...dryRun, ...sessionsEnded });
const outcome = v.picklist(['signed-in', 'signed-out', 'refused']);

/** The document of a command that failed. */
export const errorOutput = v.strictObject({
  error: v.strictObject({ code: text, message: text, next: v.array(text) }),
});

/** The `--json` document of each command. Stable: scripts depend on the fields. */
export const commandOutputs = {
  'tenant add': tenant,
  'tenant list': document({
    tenants: v.array(tenantOutput),
    next: v.exactOptional(v.strictObject({ app, after: text })),
    error: v.exactOptional(errorOutput.entries.error),
  }),
  'tenant show': tenant,
  'tenant set': tenant,
  'tenant move': tenant,
  'tenant enable': tenant,
  'tenant disable': tenant,
  'tenant grace': tenant,
  'tenant encryption': tenant,
  'tenant signed-requests': tenant,
  'tenant end-sessions': document({
    ended: v.strictObject({ app, tenant: text, ...sessionsEnded }),
    ...dryRun,
  }),
  'tenant remove': document({
    removed: v.strictObject({ app, tenant: text, users: nonNegativeInteger, ...sessionsEnded }),
    ...dryRun,
  }),
  'tenant mail-domain add': document({ tenant: tenantOutput }),
  'tenant mail-domain remove': document({ tenant: tenantOutput }),
  'tenant history': document({
    changes: v.array(
      v.strictObject({
        id: text,
        at: time,
        by: text,
        reason: v.exactOptional(text),
        events: v.array(v.looseObject({ kind: text })),
      }),
    ),
  }),
  'tenant just-in-time': tenant,
  'tenant sign-out': tenant,
  'tenant multi-factor': tenant,
  'tenant claims show': claims,
  'tenant claims set': claims,
  'tenant claims reset': claims,
  'tenant key list': keys,
  'tenant key add': keys,
  'tenant key promote': keys,
  'tenant key retire': keys,
  'tenant metadata': keys,
  'key-claim list': document({
    claims: v.array(
      v.strictObject({
        tenant: text,
        issuer: text,
        thumbprint: text,
        provenAt: v.exactOptional(time),
        claimed: v.boolean(),
        holder: v.exactOptional(text),
      }),
    ),
  }),
  'setup-link create': document({ link: linkOutput, url: text }),
  'setup-link list': document({ links: v.array(linkOutput) }),
  'setup-link revoke': document({ link: text, revoked: v.boolean(), draftGivenUp: v.boolean() }),
  'client add': document({ client: clientOutput, secret: v.exactOptional(text), ...dryRun }),
  'client rotate': document({ client: clientOutput, secret: v.exactOptional(text), ...dryRun }),
  'client list': document({ clients: v.array(clientOutput) }),
  'client show': document({ client: clientOutput }),
  'client change': document({ client: clientOutput, ...dryRun }),
  'client remove': document({ removed: clientOutput, ...dryRun }),
  'key-claim release': document({
    released: v.strictObject({ app, id: text, thumbprint: text }),
    ...dryRun,
  }),
  'user add': user,
  'user show': user,
  'user activate': user,
  'user deactivate': user,
  'user administrator': user,
  'user rename': user,
  'user end-sessions': user,
  'user rebind': document({
    user: v.exactOptional(userOutput),
    rebind: v.exactOptional(
      v.strictObject({
        app,
        tenant: text,
        directoryId: text,
        rebound: nonNegativeInteger,
        unchanged: nonNegativeInteger,
        conflicts: nonNegativeInteger,
        sessionsEnded: nonNegativeInteger,
        conflictLines: lines,
        dryRun: v.boolean(),
      }),
    ),
    ...dryRun,
    ...sessionsEnded,
  }),
  'user remove': document({ removed: userOutput, ...dryRun, ...sessionsEnded }),
  'user list': document({ users: v.array(userOutput) }),
  'user import': document({
    import: v.strictObject({
      app,
      tenant: text,
      rows: nonNegativeInteger,
      guests: nonNegativeInteger,
      read: nonNegativeInteger,
      added: nonNegativeInteger,
      changed: nonNegativeInteger,
      renamed: nonNegativeInteger,
      unchanged: nonNegativeInteger,
      leftInactive: nonNegativeInteger,
      invalid: nonNegativeInteger,
      conflicts: nonNegativeInteger,
      deactivated: nonNegativeInteger,
      sessionsEnded: nonNegativeInteger,
      conflictLines: lines,
      dryRun: v.boolean(),
    }),
  }),
  'session list': document({ sessions: v.array(sessionOutput), more: v.boolean() }),
  'session show': document({
    ...sessionOutput.entries,
    state: v.picklist(['running', 'ended']),
    reason: v.exactOptional(text),
    endedAt: v.exactOptional(time),
  }),
  'session revoke': document({
    revoked: v.strictObject({
      app,
      tenant: text,
      session: v.exactOptional(text),
      user: v.exactOptional(text),
      ...sessionsEnded,
    }),
    ...dryRun,
  }),
  'flow list': document({ attempts: v.array(v.strictObject({ outcome, ...attemptFields })) }),
  'flow show': document({
    outcome: v.picklist([...outcome.options, 'open']),
    ...attemptFields,
    at: v.exactOptional(time),
    drift: v.exactOptional(attemptFields.drift),
    timeline: v.array(v.looseObject({ what: text, text, at: v.exactOptional(time) })),
    failedChecks: v.exactOptional(v.array(v.unknown())),
    instructions: v.array(v.looseObject({})),
  }),
  explain: document({
    accepted: v.boolean(),
    at: time,
    tenantState: text,
    verified: v.boolean(),
    problem: v.exactOptional(text),
    checks: v.array(
      v.strictObject({
        name: text,
        of: v.exactOptional(text),
        outcome: text,
        problem: v.exactOptional(text),
        expected: v.exactOptional(text),
        actual: v.exactOptional(text),
      }),
    ),
    message: v.record(text, text),
    instructions: v.array(v.looseObject({ problem: text })),
  }),
  doctor: document({
    well: v.boolean(),
    checks: v.array(
      v.strictObject({
        code: text,
        at: text,
        verdict: v.picklist(['pass', 'warn', 'fail', 'skip']),
        found: text,
        next: v.exactOptional(text),
      }),
    ),
  }),
  article: v.strictObject({ article: text }),
  'app new': document({
    app: text,
    files: v.array(text),
    document: v.looseObject({ id: text }),
    article: v.exactOptional(
      v.strictObject({
        understood: v.array(v.strictObject({ fact: text, value: text })),
        open: v.array(text),
      }),
    ),
    next: v.array(text),
    ...dryRun,
  }),
  'app check': document({
    valid: v.boolean(),
    apps: v.array(
      v.strictObject({
        app: text,
        file: text,
        faults: v.array(fault),
        warnings: v.array(fault),
        notes: v.array(fault),
        addresses: v.array(
          v.strictObject({
            label: text,
            url: text,
            endpoint: v.exactOptional(text),
            tenant: v.exactOptional(text),
          }),
        ),
      }),
    ),
    between: v.array(text),
  }),
  'gallery answers': document({ answers: galleryAnswersOutput, files: v.strictObject({ json: text, text }) }),
  'gallery certificates': document({
    password: text,
    certificates: v.array(
      v.strictObject({
        name: v.picklist(['working', 'expired']),
        pfx: text,
        cer: text,
        subject: text,
        notBefore: time,
        notAfter: time,
        thumbprint: text,
      }),
    ),
  }),
  'gallery check': document({ check: galleryCheckOutput, files: v.strictObject({ json: text, html: text }) }),
  'gallery report': document({
    report: v.strictObject({ app: text, ready: v.boolean(), obstacles: v.array(text), checkedAt: time }),
    files: v.strictObject({ json: text, html: text }),
  }),
} as const;
