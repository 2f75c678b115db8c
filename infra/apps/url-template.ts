/** An address of an article, taken apart. Each part may have `{tenant}` in it. */
export interface UrlTemplate {
  /** Scheme, host and port: `https://{tenant}.example.com`. */
  readonly origin: string;
  /** At least `/`. */
  readonly path: string;
  /** As it is written, without `?`. */
  readonly rawQuery: string;
}

/** Takes apart the text of an address. */
export function parseUrlTemplate(text: string): UrlTemplate {
  const [, origin = '', path = '', rawQuery = ''] = /^(https:\/\/[^/?]+)([^?]*)\??(.*)$/.exec(text) ?? [];
  return { origin, path: path === '' ? '/' : path, rawQuery };
}

/** Puts the given values in place of every placeholder but `{tenant}`. */
export function withPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, name: string) =>
    name !== 'tenant' && Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/** Returns whether host, path or query name the tenant. */
export function namesTenant({ origin, path, rawQuery }: UrlTemplate): boolean {
  return `${origin}${path}?${rawQuery}`.includes('{tenant}');
}

/** Query parameters of Latchkey's own endpoints, and of SAML messages. */
const ownParameters = [
  'account',
  'app',
  'by',
  'link',
  'login_hint',
  'max_age',
  'reauthenticate',
  'returnTo',
  'test',
  'RelayState',
  'SAMLRequest',
  'SAMLResponse',
  'SigAlg',
  'Signature',
];

/** Returns what makes an address impossible or dangerous. */
export function urlTemplateFaults(text: string): readonly string[] {
  const { origin, path, rawQuery } = parseUrlTemplate(text);
  const unknown = [...text.matchAll(/\{([^{}]*)\}/g)].filter(([whole]) => whole !== '{tenant}');
  if (unknown.length > 0) return unknown.map(([whole]) => `has ${whole}: give it a value in placeholders`);
  if (/[{}]/.test(text.replaceAll('{tenant}', ''))) return ['has a brace that belongs to no placeholder'];
  return [...hostFaults(origin), ...pathFaults(path), ...queryFaults(rawQuery)];
}

function hostFaults(origin: string): readonly string[] {
  const labels = (/^https:\/\/([^:]+)/.exec(origin)?.[1] ?? '').split('.');
  const at = labels.flatMap((label, index) => (label.includes('{tenant}') ? [index] : []));
  if (labels.some((label) => label === '' || /^-|-$/.test(label.replaceAll('{tenant}', 't')))) {
    return ['has no valid host'];
  }
  if (at.length === 0) return [];
  if (at.length > 1 || labels[0]?.split('{tenant}').length !== 2) {
    return ['may have {tenant} once in its host, in the first label'];
  }
  return labels.length < 3
    ? [
        'must have {tenant} below a domain of the vendor: a domain of each customer needs a certificate of its own',
      ]
    : [];
}

function pathFaults(path: string): readonly string[] {
  const segments = path.split('/').slice(1);
  const isDot = (segment: string) => segment === '.' || segment === '..';
  const isEmpty = (segment: string, index: number) => segment === '' && index < segments.length - 1;
  return [
    ...(/[%;\\#@]/.test(path) ? ['may have no %, ;, \\, # or @ in its path'] : []),
    ...(segments.some(isDot) ? ['may have no . or .. as a part of its path'] : []),
    ...(segments.some(isEmpty) ? ['may have no empty part in its path'] : []),
    ...(segments.some((segment) => segment.split('{tenant}').length > 2)
      ? ['may have {tenant} once in a part of its path']
      : []),
  ];
}

function queryFaults(rawQuery: string): readonly string[] {
  if (rawQuery === '') return [];
  const pairs = [...new URLSearchParams(rawQuery)];
  const names = pairs.map(([name]) => name);
  const taken = names.filter((name) => ownParameters.includes(name));
  return [
    ...(names.some((name) => name.includes('{') || name === '') || new Set(names).size < names.length
      ? ['must have parameters with a name each, and none twice']
      : []),
    ...taken.map((name) => `may not have the parameter ${name}, which Latchkey uses itself`),
    ...(pairs.some(([, value]) => value.includes('{tenant}') && value !== '{tenant}')
      ? ['must have {tenant} as the whole value of a parameter']
      : []),
  ];
}
