import { Marked } from 'marked';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { ArticleBlock } from './article-block.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The elements that Markdown articles hold as HTML. Any other tag is a placeholder: `<tenant>`. */
const htmlTags =
  'a|b|br|code|div|em|h[1-6]|hr|i|img|kbd|li|ol|p|pre|span|strong|sub|sup|table|tbody|td|th|thead|tr|ul';
const htmlTag = new RegExp(`^</?(?:${htmlTags})(?:\\s[^>]*)?/?>|^<!--`, 'i');

/** Takes `<tenant>` outside code for the text that it is: Markdown would take it for HTML. */
const markdown = new Marked({
  gfm: true,
  tokenizer: {
    tag: (source) => (htmlTag.test(source) ? false : undefined),
    html: (source) => (htmlTag.test(source.trimStart()) ? false : undefined),
  },
});

/**
 * Reads an article: Markdown as in Microsoft's repository, a page saved from a browser, or plain text. It reads anything,
 * and never throws for what it does not understand.
 */
export function readBlocks(text: string): readonly ArticleBlock[] {
  const source = text.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');
  const isPage = /<(?:!doctype html|html|body|main|article)\b/i.test(source.slice(0, 4_096));
  const html = isPage ? source : `${frontMatterTitle(source)}${markdown.parse(withoutFrontMatter(source))}`;
  const blocks: ArticleBlock[] = [];
  let section = '';
  const add = (block: Block) => {
    if (block.kind === 'heading') section = block.text;
    blocks.push({ ...block, section });
  };
  visit(contentOf(parse(html)), add);
  return blocks;
}

type Block =
  | { readonly kind: 'heading' | 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

const frontMatter = /^---\n(.*?)\n---\n/s;

function withoutFrontMatter(source: string): string {
  return source.replace(frontMatter, '');
}

/** The title of the front matter, as the heading that a page without one lacks. */
function frontMatterTitle(source: string): string {
  const [, title] = /^title: *['"]?(.*?)['"]?$/m.exec(frontMatter.exec(source)?.[1] ?? '') ?? [];
  return title === undefined ? '' : `<h1>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</h1>`;
}

/** A saved page has menus around its article. */
function contentOf(root: Parent): Parent {
  return findElement(root, 'main') ?? findElement(root, 'article') ?? root;
}

function findElement(parent: Parent, name: string): Parent | undefined {
  for (const child of parent.childNodes) {
    if (!isParent(child)) continue;
    const found = child.nodeName === name ? child : findElement(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const skipped = new Set(['script', 'style', 'nav', 'head', 'button', 'svg', 'footer', 'template']);
const container = new Set([
  'html',
  'body',
  'main',
  'article',
  'section',
  'div',
  'ol',
  'ul',
  'blockquote',
  'figure',
  'details',
]);

function visit(parent: Parent, add: (block: Block) => void): void {
  let inline = '';
  const endText = () => {
    const text = oneLine(inline);
    if (text !== '') add({ kind: 'text', text });
    inline = '';
  };
  for (const child of parent.childNodes) {
    const name = child.nodeName;
    if (skipped.has(name)) continue;
    if (isParent(child) && (container.has(name) || name === 'li' || name === 'p' || name === 'pre')) {
      endText();
      if (name === 'pre') addLines(plainText(child), add);
      else visit(child, add);
    } else if (isParent(child) && /^h[1-6]$/.test(name)) {
      endText();
      add({ kind: 'heading', text: oneLine(plainText(child)) });
    } else if (isParent(child) && name === 'table') {
      endText();
      add({ kind: 'table', rows: rowsOf(child) });
    } else inline += marked(child);
  }
  endText();
}

/** A block of code has a value a line. */
function addLines(code: string, add: (block: Block) => void): void {
  for (const line of code.split('\n').map(oneLine)) {
    if (line !== '') add({ kind: 'text', text: `\`${line}\`` });
  }
}

function rowsOf(table: Parent): readonly (readonly string[])[] {
  return table.childNodes.flatMap((child) => {
    if (!isParent(child)) return [];
    if (child.nodeName !== 'tr') return rowsOf(child);
    const cells = child.childNodes.filter(({ nodeName }) => nodeName === 'td' || nodeName === 'th');
    return [cells.map((cell) => (isParent(cell) ? oneLine(cell.childNodes.map(marked).join('')) : ''))];
  });
}

/** A node as text, with the marks of {@link ArticleBlock}. */
function marked(node: Node): string {
  if ('value' in node) return node.value;
  if (!isParent(node)) return '';
  if (node.nodeName === 'br') return ' ';
  const inner = node.childNodes.map(marked).join('');
  if (node.nodeName === 'code') return `\`${plainText(node)}\``;
  if (node.nodeName === 'strong' || node.nodeName === 'b') return `**${inner.trim()}**`;
  if (node.nodeName === 'a' && 'attrs' in node) {
    const href = node.attrs.find(({ name }) => name === 'href')?.value;
    return href === undefined ? inner : `[${inner}](${href.replaceAll(' ', '%20')})`;
  }
  return container.has(node.nodeName) || node.nodeName === 'p' ? `${inner} ` : inner;
}

function plainText(node: Node): string {
  if ('value' in node) return node.value;
  return isParent(node) ? node.childNodes.map(plainText).join('') : '';
}

/** Typographic blanks count as blanks; characters that no reader sees go. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .replaceAll(/[\s\u00A0]+/g, ' ')
    .trim();
}

function isParent(node: object): node is Parent & DefaultTreeAdapterTypes.Element {
  return 'childNodes' in node;
}
