import { describe, expect, it } from 'vitest';
import { alarmDescription, alarmTable, rollbackAlarm } from '../../infra/monitoring/alarm-table.ts';
import { rejectionQuery } from '../../infra/monitoring/stage-dashboard.ts';
import { signatureCodes } from '../../shared/observability/count-decision.ts';
import { allProblems } from '../../shared/problems/problem.ts';
import { documentAt } from './document.ts';
import { apiFields, functionFields } from './logged-fields.ts';

const runbook = documentAt('docs/runbook.md');
const [, ...parts] = runbook.split(/^## /m);
const sections = parts.map((part) => {
  const [name = '', ...lines] = part.split('\n');
  return { name, text: lines.join('\n') };
});

const alarms = [...Object.keys(alarmTable), rollbackAlarm.name];

/** Each block that is set in by four blanks, with the log that the section spoke of last before it. */
function blocksIn(text: string): { readonly log: string | undefined; readonly lines: readonly string[] }[] {
  return [...text.matchAll(/(?: {4}[^\n]+\n)+/g)].map(({ 0: block, index }) => ({
    log: text
      .slice(0, index)
      .match(/\*\*(?:API|functions)\*\*/g)
      ?.at(-1),
    lines: block
      .trimEnd()
      .split('\n')
      .map((line) => line.trim()),
  }));
}

const blocks = sections.flatMap(({ name, text }) => blocksIn(text).map((block) => ({ name, ...block })));
const isCommand = (line: string) => /^npx latchkey /.test(line);
const queries = blocks.filter(({ lines }) => !lines.some(isCommand));

describe('every alarm', () => {
  it('has a section of its name, and every section an alarm', () => {
    expect(sections.map(({ name }) => name).sort()).toEqual([...alarms].sort());
  });

  it('leads there by its description', () => {
    const definitions = { ...alarmTable, [rollbackAlarm.name]: rollbackAlarm };
    for (const [name, definition] of Object.entries(definitions)) {
      const description = alarmDescription(name as keyof typeof alarmTable, definition);
      const [, anchor] = /docs\/runbook\.md#(\w+)$/.exec(description) ?? [];
      expect(sections.map((section) => section.name.toLowerCase())).toContain(anchor);
    }
  });

  it.each(sections)('$name says what it is, how to look into it and how it ends', ({ name, text }) => {
    const headings = text.match(/^### .*$/gm);
    const bodies = text.split(/^### .*$/m).slice(1);
    expect(headings).toEqual(['### Description', '### Investigation', '### Resolution']);
    for (const body of bodies) expect(body.trim().length, name).toBeGreaterThan(30);
  });

  it.each(sections)('$name says how soon to look, as its mail does', ({ name, text }) => {
    const definitions: Readonly<Record<string, { readonly urgency: string }>> = alarmTable;
    const { urgency } = definitions[name] ?? rollbackAlarm;
    const [description = ''] = text.split('### Investigation');
    const soon = description.replaceAll('\n', ' ');
    expect(soon).toContain(urgency === 'now' ? 'Look at it now' : 'Look at it in office hours');
  });
});

/** What CloudWatch and Lambda themselves put into a line of a function's log group. */
const ofAws = ['@timestamp', 'type', 'record.status', 'record.errorType', 'message'];

/** The fields that a query reads, without those that it has named itself. */
function fieldsOf(lines: readonly string[]): string[] {
  const bare = lines.join(' ').replaceAll(/"[^"]*"|\/(?:[^/\s]|\\\/)+\/|\bbin\(\d+m\)/g, '');
  const named = [...bare.matchAll(/\bas (\w+)/g)].map(([, name = '']) => name);
  const words = bare.match(/@?[A-Za-z][\w.]*/g) ?? [];
  return words.filter((word) => !keywords.has(word) && !named.includes(word));
}

const keywords = new Set(
  'fields filter stats sort limit by as and or like desc asc count count_distinct min max pct latest ispresent'.split(
    ' ',
  ),
);

describe('every query', () => {
  it.each(queries)('of $name reads fields that $log logs: $lines.0', async ({ log, lines }) => {
    const ours = log === '**API**' ? apiFields() : await functionFields();
    const fields = fieldsOf(lines);
    expect(log).toBeDefined();
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.filter((field) => !ours.has(field) && !ofAws.includes(field))).toEqual([]);
  });

  it('begins with a command of Logs Insights, and goes on by a pipe', () => {
    expect(queries.length).toBeGreaterThan(20);
    for (const { name, lines } of queries) {
      const [first = '', ...more] = lines;
      expect(first, name).toMatch(/^(fields|filter|stats) /);
      for (const line of more) expect(line, name).toMatch(/^\| (fields|filter|stats|sort|limit) /);
    }
  });

  it('asks for events, problems and classes that there are', () => {
    const all = allProblems();
    const asked = (field: string) =>
      [...runbook.matchAll(new RegExp(`\\b${field} !?= "([^"]+)"`, 'g'))].map(([, value = '']) => value);
    expect(Object.keys(all)).toEqual(expect.arrayContaining(asked('problem')));
    expect(Object.values(all).map((kind) => kind.class)).toEqual(expect.arrayContaining(asked('class')));
    const logged = [
      'fault',
      'metadata.failed',
      'back-channel-logout.failed',
      'sign-in.refused',
      'sign-in.accepted',
    ];
    expect(logged).toEqual(expect.arrayContaining(asked('event')));
    expect(asked('event').length).toBeGreaterThan(5);
  });

  it('of signatures asks for the codes that the alarm counts', () => {
    const section = sections.find(({ name }) => name === 'SignatureFailures')?.text;
    expect(section).toContain(`problem like /${signatureCodes.source}/ and class != "expiry"`);
  });

  it('of the dashboard reads fields that are logged', async () => {
    const known = new Set([...(await functionFields()), ...ofAws]);
    expect(
      fieldsOf(rejectionQuery.map((line, index) => (index === 0 ? line : `| ${line}`))).filter(
        (field) => !known.has(field),
      ),
    ).toEqual([]);
  });
});

it('names problems that there are', () => {
  const named = [...runbook.matchAll(/`((?:[a-z0-9]+-)+[a-z0-9]+)`/g)].map(([, code = '']) => code);
  const ours = named.filter((code) => !['office-hours'].includes(code));
  expect(Object.keys(allProblems())).toEqual(expect.arrayContaining(ours));
  expect(ours.length).toBeGreaterThan(8);
});
