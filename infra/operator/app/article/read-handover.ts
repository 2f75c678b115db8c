import type { SupportContact } from '../../../../shared/apps/support-contact.ts';
import { type ArticleBlock, linksIn, withoutMarks } from './article-block.ts';

/** What a customer hands over to the application. */
type HandedOver =
  | 'thumbprint'
  | 'certificate-base64'
  | 'certificate-raw'
  | 'certificate-pem'
  | 'metadata-xml'
  | 'metadata-url'
  | 'login-url'
  | 'entra-identifier'
  | 'logout-url';

/** How the trust goes from Entra to the application. What an article does not say is undefined or empty. */
export interface ArticleHandover {
  /** In the order of the article. */
  readonly handedOver: readonly HandedOver[];
  /** `support`: customers send the values; `admin-page`: they enter them in the application. */
  readonly setUpBy: 'support' | 'admin-page' | undefined;
  /** What an administrator selects in the application to reach that page. */
  readonly settingsPath: readonly string[];
  /** The field of that page that shows the customer's Reply URL. */
  readonly replyUrlField: string | undefined;
  readonly support: SupportContact | undefined;
}

/** Reads what is handed over, to whom and where. `name` is the application's. */
export function readHandover(blocks: readonly ArticleBlock[], name: string | undefined): ArticleHandover {
  const texts = blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]));
  return {
    handedOver: handedOver(blocks),
    ...customerSide(blocks, name),
    replyUrlField: replyUrlField(blocks),
    support: supportOf(texts, name),
  };
}

/** The values that are copied in Entra, by the words of any year. */
const handovers: readonly (readonly [HandedOver, RegExp])[] = [
  ['thumbprint', /\bthumbprint\b/i],
  ['certificate-base64', /\bCertificate ?\(Base ?64\)/i],
  ['certificate-raw', /\bCertificate ?\(Raw\)/i],
  ['certificate-pem', /\bCertificate ?\(PEM\)|\bPEM certificate\b/i],
  ['metadata-xml', /\bFederation Metadata XML\b|\bMetadata XML\b/i],
  ['metadata-url', /\bFederation Metadata UR[LI]\b/i],
  ['login-url', /\bLogin URL\b/i],
  ['entra-identifier', /\b(?:Microsoft Entra|Azure AD) Identifier\b/i],
  ['logout-url', /\bLogout URL\b/i],
];

function handedOver(blocks: readonly ArticleBlock[]): readonly HandedOver[] {
  const lines = blocks.flatMap((block) => {
    if (block.kind === 'text') return [withoutMarks(block.text)];
    return block.kind === 'table'
      ? block.rows.filter(([, value = '']) => !value.startsWith('`')).map((row) => withoutMarks(row[0] ?? ''))
      : [];
  });
  const copied = lines.filter(
    (line) =>
      /\b(?:copy|copied|download(?:ed)?|send|paste|enter|upload)\b/i.test(line) ||
      handovers.some(([, pattern]) => pattern.exec(line)?.index === 0),
  );
  const found = copied.flatMap((line) =>
    handovers
      .map(([value, pattern]) => ({ value, index: line.search(pattern) }))
      .filter(({ index }) => index >= 0)
      .sort((one, other) => one.index - other.index)
      .map(({ value }) => value),
  );
  return [...new Set(found)];
}

/** What the section "Configure <name> SSO" says: send it, or sign in and enter it. */
function customerSide(
  blocks: readonly ArticleBlock[],
  name: string | undefined,
): Pick<ArticleHandover, 'setUpBy' | 'settingsPath'> {
  const heading = `configure ${name ?? ''}`.toLowerCase();
  const own = blocks.filter(({ kind, section }) => {
    const title = section.toLowerCase();
    return (
      kind === 'text' &&
      title.startsWith(heading) &&
      !/\b(?:and test|microsoft entra (?:id|sso)|azure)\b/.test(title)
    );
  });
  const texts = own.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const sentence = texts.map(withoutMarks).join(' ');
  const isEntered =
    /\b(?:sign|log)(?:ing)? ?in\b.*\badministrator|\badmin(?:istrator)?\b.*\benter\b|\bas an? admin|\badmin credentials\b|\bpaste\b.*\b(?:field|text ?box)\b/i.test(
      sentence,
    );
  const isSent = /\b(?:need to send|send (?:to|the)|contact)\b/i.test(sentence);
  const everywhere = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const settingsPath =
    pathIn(texts) ??
    pathIn(everywhere.filter((text) => /\b(?:sign|log)(?:ing)? in(?:to)?\b/i.test(text))) ??
    [];
  return {
    setUpBy: isEntered ? 'admin-page' : isSent ? 'support' : undefined,
    settingsPath: isEntered ? settingsPath : [],
  };
}

/** "**Settings** > **SSO** > **Configure**", where it is none of Entra's. */
function pathIn(texts: readonly string[]): readonly string[] | undefined {
  for (const text of texts) {
    const [path] = /\*\*[^*]+\*\*(?: ?(?:>|→|&gt;|-{1,2}>) ?\*\*[^*]+\*\*)+/.exec(text) ?? [];
    const labels = [...(path ?? '').matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label.trim());
    if (labels.length > 1 && !/^(?:Entra ID|Identity|Azure)/.test(labels[0] ?? '')) return labels;
  }
  return undefined;
}

/** "visible in the **ACS (Consumer) URL** field": a field that Entra does not have. */
function replyUrlField(blocks: readonly ArticleBlock[]): string | undefined {
  const texts = blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : [block.text]));
  for (const text of texts) {
    const [, label] =
      /\b(?:visible|shown|shows?|find|found|copy)\b[^.]*?\*\*([^*]*(?:ACS|Consumer|Reply|Callback)[^*]*)\*\*(?: URL)? (?:field|value)/i.exec(
        text,
      ) ??
      /\bthe \*\*([^*]*(?:ACS|Consumer)[^*]*)\*\* field in .* shows/.exec(text) ??
      [];
    if (label !== undefined && !/^Reply URL/i.test(label)) return label.trim();
  }
  return undefined;
}

/** The first address of a support team: a link to mail or to a page, or an address in the text. */
function supportOf(texts: readonly string[], name: string | undefined): SupportContact | undefined {
  const links = texts.flatMap(linksIn);
  const fromMicrosoft = /^https?:\/\/[^/]*\b(?:microsoft|azure|office)\.com\b|^[#/~.]/i;
  const contact =
    links.find(({ href }) => /^mailto:/i.test(href)) ??
    links.find(({ text, href }) => /\bsupport|help|contact\b/i.test(text) && !fromMicrosoft.test(href));
  const [bare] =
    /[\w.+-]+@(?!contoso|microsoft)[\w-]+(?:\.[\w-]+)+/.exec(contact === undefined ? texts.join(' ') : '') ??
    [];
  const href = contact?.href ?? (bare === undefined ? undefined : `mailto:${bare}`);
  if (href === undefined) return undefined;
  const supportName = `${name ?? 'Application'} support`;
  if (!/^mailto:/i.test(href)) return { name: supportName, url: href };
  return { name: supportName, email: decodeURIComponent(href.slice('mailto:'.length).split('?')[0] ?? '') };
}
