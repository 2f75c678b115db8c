/**
 * What each folder may import beside itself: the whole list of layers, from which the lint rules below and the diagram
 * in docs/architecture.md are made. `saml/inbound` and `saml/outbound` count as folders of their own.
 */
export const mayImport = {
  ids: [],
  objects: [],
  problems: [],
  claims: ['problems'],
  apps: ['claims', 'http', 'ids', 'objects'],
  http: ['problems'],
  'saml/inbound': ['problems'],
  'saml/outbound': ['objects'],
  'federation-metadata': ['http', 'objects'],
  certificates: [],
  store: ['apps', 'ids'],
  keys: ['saml/inbound'],
  events: ['apps', 'ids'],
  users: ['apps', 'ids', 'objects', 'problems', 'store'],
  tenants: [
    'apps',
    'claims',
    'federation-metadata',
    'ids',
    'keys',
    'objects',
    'problems',
    'saml/inbound',
    'store',
  ],
  openid: ['apps', 'claims', 'http', 'ids', 'keys', 'objects', 'problems', 'saml/inbound', 'store'],
  setup: ['apps', 'http', 'ids', 'objects', 'store', 'tenants', 'users'],
  'sign-in': [
    'apps',
    'claims',
    'http',
    'ids',
    'keys',
    'objects',
    'openid',
    'problems',
    'saml/inbound',
    'store',
    'tenants',
    'users',
  ],
  'session-ends': ['events', 'ids', 'objects', 'openid', 'sign-in', 'store', 'tenants', 'users'],
  'metadata-refresh': [
    'events',
    'federation-metadata',
    'ids',
    'objects',
    'observability',
    'saml/inbound',
    'store',
    'tenants',
  ],
  'sign-in-check': ['apps', 'certificates', 'claims', 'ids', 'keys', 'objects', 'store', 'tenants', 'users'],
  observability: ['events', 'ids', 'problems'],
  pages: [
    'apps',
    'claims',
    'federation-metadata',
    'http',
    'ids',
    'objects',
    'problems',
    'saml/inbound',
    'setup',
    'sign-in',
    'tenants',
  ],
  endpoint: ['apps', 'http', 'ids', 'objects', 'observability', 'pages', 'problems', 'store'],
};

/** One rule a folder of `shared`: it imports itself, what {@link mayImport} lists, and packages. */
const layers = Object.entries(mayImport).map(([folder, others]) => ({
  name: `${folder.replace('/', '-')}-imports-what-the-list-allows`,
  severity: 'error',
  from: { path: `^shared/${folder}/` },
  to: { path: '^(shared|functions|infra)/', pathNot: `^shared/(${[folder, ...others].join('|')})/` },
}));

export default {
  forbidden: [
    ...layers,
    {
      name: 'no-circular',
      comment: 'Circles of types count: a reader has to open both files.',
      severity: 'error',
      from: {},
      to: { circular: true },
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
      to: { path: '^functions/', pathNot: '^functions/(routes|latchkey-paths|[^/]+/constants)\\.ts$' },
    },
    {
      name: 'inbound-is-a-pure-core',
      comment: 'Reading and verifying imports itself, ids, problems, node:crypto and node:buffer.',
      severity: 'error',
      from: { path: '^shared/saml/inbound/' },
      to: { pathNot: ['^shared/(saml/inbound|ids|problems)/', '^(node:)?(crypto|buffer)$'] },
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
      from: { path: ['^shared/(sign-in|saml)/', '^functions/(sign-on|assertion-consumer|logout|session)/'] },
      to: { path: '^shared/federation-metadata/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'samlify-writes-only',
      comment: 'Only shared/saml/outbound and the simulated Entra import samlify.',
      severity: 'error',
      from: {
        path: '^(shared|functions|infra)/',
        pathNot: ['^shared/saml/outbound/', '^infra/local/entra/'],
      },
      to: { path: '(^|/)node_modules/samlify/' },
    },
    {
      name: 'only-writers-bundle-samlify',
      comment: 'Sign-ins, sign-outs, metadata and logout write SAML. No other function may bundle samlify.',
      severity: 'error',
      from: {
        path: '^(functions|shared)/',
        pathNot: [
          '^functions/(sign-on|metadata|logout)/',
          '^functions/(authn-request-location|logout-request-location|request-signer)\\.ts$',
          '^shared/saml/outbound/',
        ],
      },
      to: { path: '^shared/saml/outbound/' },
    },
    {
      name: 'only-store-keys-and-events-touch-the-aws-sdk',
      comment:
        'What a function asks of AWS can be counted in three folders. The check of a release invokes versions and ' +
        'answers CodeDeploy, the hourly check asks CloudWatch; no person waits for either.',
      severity: 'error',
      from: {
        path: '^(shared|functions)/',
        pathNot: '^(shared/(store|keys|events)|functions/check-(release|sign-in))/',
      },
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
      name: 'only-the-background-sends-messages-and-events',
      comment: 'Request functions must not bundle the SQS or EventBridge client (cold start).',
      severity: 'error',
      from: {
        path: '^(shared|functions)/',
        pathNot: ['^shared/events/', '^functions/(schedule-refresh|refresh-metadata|announce-session-ends)/'],
      },
      to: { path: '^shared/events/(eventbridge-sink|send-messages|sqs-[a-z-]+)\\.ts$' },
    },
    {
      name: 'only-the-endpoint-layer-knows-lambda',
      comment: 'federation-metadata uses node:http as a client.',
      severity: 'error',
      from: { path: '^shared/', pathNot: ['^shared/(endpoint|http)/', '^shared/federation-metadata/'] },
      to: { path: ['(^|/)node_modules/(@middy|@types/aws-lambda)/', '^node:http$'] },
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
