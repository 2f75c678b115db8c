/** The floors of `shared`, with their rooms (docs/architecture.md): every room imports only downwards. */
export const floors = {
  ground: ['apps', 'events', 'federation-metadata', 'keys', 'saml', 'store'],
  middle: ['http', 'setup', 'tenants', 'users'],
  upper: ['flows', 'rollover'],
};

const anyRoomOf = (...names) => `^shared/(${names.flatMap((name) => floors[name]).join('|')})/`;

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ground-floor-imports-downwards',
      comment: 'The ground floor knows nothing of the floors above.',
      severity: 'error',
      from: { path: anyRoomOf('ground') },
      to: { path: [anyRoomOf('middle', 'upper'), '^functions/', '^infra/'] },
    },
    {
      name: 'middle-floor-imports-downwards',
      severity: 'error',
      from: { path: anyRoomOf('middle') },
      to: { path: [anyRoomOf('upper'), '^functions/', '^infra/'] },
    },
    {
      name: 'flows-import-downwards',
      comment: 'Signing in knows neither HTTP nor what becomes of keys.',
      severity: 'error',
      from: { path: '^shared/flows/' },
      to: { path: ['^shared/(http|rollover)/', '^functions/', '^infra/'] },
    },
    {
      name: 'rollover-imports-downwards',
      comment: 'shared/rollover stands beside the flows: keys roll over whether or not anybody signs in.',
      severity: 'error',
      from: { path: '^shared/rollover/' },
      to: { path: ['^shared/(http|flows)/', '^functions/', '^infra/'] },
    },
    {
      name: 'functions-never-import-each-other',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/([^/]+)/', pathNot: '^functions/$1/' },
    },
    {
      name: 'functions-know-no-infra',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^infra/' },
    },
    {
      name: 'infra-takes-routes-constants-and-local-handlers',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/local/' },
      to: { path: '^functions/', pathNot: '^functions/(routes|[^/]+/constants)\\.ts$' },
    },
    {
      name: 'inbound-is-a-pure-core',
      comment: 'Reading and judging imports itself, node:crypto and node:buffer.',
      severity: 'error',
      from: { path: '^shared/saml/inbound/' },
      to: { pathNot: ['^shared/saml/inbound/', '^(node:)?(crypto|buffer)$'] },
    },
    {
      name: 'only-metadata-is-read-leniently',
      comment: 'A general tokenizer never touches a message that signs people in.',
      severity: 'error',
      from: { path: '^(shared|functions)/', pathNot: '^shared/federation-metadata/' },
      to: { path: '(^|/)node_modules/saxes/' },
    },
    {
      name: 'sign-ins-read-no-metadata',
      severity: 'error',
      from: { path: ['^shared/(flows|saml)/', '^functions/(sign-on|assertion-consumer|logout|session)/'] },
      to: { path: '^shared/federation-metadata/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'samlify-writes-only',
      comment: 'Nothing but the outbound room and the simulated Entra bundles samlify.',
      severity: 'error',
      from: {
        path: '^(shared|functions|infra)/',
        pathNot: ['^shared/saml/outbound/', '^infra/local/entra/'],
      },
      to: { path: '(^|/)node_modules/samlify/' },
    },
    {
      name: 'only-writers-bundle-samlify',
      comment: 'sign-on, metadata and logout write SAML; nobody else pays for samlify.',
      severity: 'error',
      from: {
        path: '^(functions|shared)/',
        pathNot: ['^functions/(sign-on|metadata|logout)/', '^shared/saml/outbound/'],
      },
      to: { path: '^shared/saml/outbound/' },
    },
    {
      name: 'only-store-keys-and-events-touch-the-aws-sdk',
      comment: 'Three rooms: what a function asks of AWS can be counted at three places.',
      severity: 'error',
      from: { path: '^(shared|functions)/', pathNot: '^shared/(store|keys|events)/' },
      to: { path: '(^|/)node_modules/@aws-sdk/' },
    },
    {
      name: 'only-keys-asks-kms',
      severity: 'error',
      from: { path: '^(shared|functions)/', pathNot: '^shared/keys/' },
      to: { path: '(^|/)node_modules/@aws-sdk/client-kms/' },
    },
    {
      name: 'keys-ask-kms-alone',
      severity: 'error',
      from: { path: '^shared/keys/' },
      to: { path: '(^|/)node_modules/@aws-sdk/', pathNot: '(^|/)node_modules/@aws-sdk/client-kms/' },
    },
    {
      name: 'events-ask-sqs-and-eventbridge-alone',
      severity: 'error',
      from: { path: '^shared/events/' },
      to: {
        path: '(^|/)node_modules/@aws-sdk/',
        pathNot: '(^|/)node_modules/@aws-sdk/client-(sqs|eventbridge)/',
      },
    },
    {
      name: 'only-the-watch-sends-messages-and-events',
      comment: 'Nobody who waits for a page pays for these clients.',
      severity: 'error',
      from: {
        path: '^(shared|functions)/',
        pathNot: ['^shared/events/', '^functions/(schedule-refresh|refresh-metadata)/'],
      },
      to: { path: '^shared/events/(eventbridge-sink|sqs-refresh-queue)\\.ts$' },
    },
    {
      name: 'only-http-knows-lambda',
      comment: 'Metadata is fetched by node:http, as a client.',
      severity: 'error',
      from: { path: '^shared/', pathNot: ['^shared/http/', '^shared/federation-metadata/'] },
      to: { path: ['(^|/)node_modules/(@middy|@types/aws-lambda|hono)/', '^node:http$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
