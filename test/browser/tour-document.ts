import { documentAt } from '../docs/document.ts';

/** One numbered step of docs/tour.md, as somebody reads it: a test takes nothing that does not stand there. */
export class TourStep {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly #port: number;

  constructor(number: number, text: string, port: number) {
    this.number = number;
    this.text = text;
    this.title = /\*\*(.+?)\.?\*\*/.exec(text)?.[1] ?? '';
    this.#port = port;
  }

  /** The links of the step in its order, at the port of this run. */
  get links(): readonly string[] {
    return [...this.text.matchAll(/<(http:[^>]+)>/g)].map(([, url = '']) =>
      url.replace('localhost:8080', `localhost:${this.#port}`),
    );
  }

  /** The words of each command behind `npx`, without quotes. */
  get commands(): readonly (readonly string[])[] {
    const lines = [...this.text.matchAll(/^ {7}npx (.+)$/gm)].map(([, line = '']) => line);
    return lines.map((line) => (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", '')));
  }

  /** A label that the step prints in bold, to find it on a page. @throws where the step does not name it */
  label(name: string): string {
    const flat = this.text.replaceAll(/\s+/g, ' ');
    if (!flat.includes(`**${name}**`)) throw new Error(`Step ${this.number} of the tour names no ${name}`);
    return name;
  }

  /** A value that the step prints as code. @throws where it does not */
  value(text: string): string {
    if (!this.text.includes(`\`${text}\``))
      throw new Error(`Step ${this.number} of the tour names no ${text}`);
    return text;
  }

  /** The link at `index`. @throws where the step has fewer */
  link(index: number): string {
    const link = this.links[index];
    if (link === undefined) throw new Error(`Step ${this.number} of the tour has no link ${index + 1}`);
    return link;
  }
}

/** The steps of docs/tour.md. */
export function tourSteps(port: number): readonly TourStep[] {
  const [tour = ''] = documentAt('docs/tour.md').split('\nGlobex is');
  const parts = tour.split(/^(\d+)\. /m).slice(1);
  return parts.flatMap((part, index) =>
    index % 2 === 0 ? [new TourStep(Number(part), parts[index + 1] ?? '', port)] : [],
  );
}

/** What README.md tells a newcomer to open first, and as whom. */
export function firstStep(port: number): TourStep {
  const [, text = ''] = /\n## Start it\n(.*?)\n## /s.exec(documentAt('README.md')) ?? [];
  return new TourStep(0, text.replaceAll(/^ {4}npx/gm, '       npx').replaceAll(/ \\\n +/g, ' '), port);
}
