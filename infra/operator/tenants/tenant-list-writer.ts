import stringWidth from 'string-width';
import type { AppId } from '../../../shared/ids/app-id.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, CommandFailed, day } from '../command-result.ts';
import { explainFailure } from '../explain-failure.ts';
import { layOut } from '../layout/lay-out.ts';
import { progressOf } from '../progress.ts';
import type { TenantView } from './tenant-view.ts';

/** Where the next page begins. */
interface NextPage {
  readonly app: AppId;
  readonly after: string;
}

/** Writes a list of tenants as its pages arrive, as a table or as one JSON document. */
export interface TenantListWriter {
  /** Counts tenants that were read, listed or not. */
  hasRead(count: number): void;
  add(views: readonly TenantView[]): void;
  /** Ends the list. @param next Where the next page begins, if the limit ended this one. */
  end(next?: NextPage): undefined;
  /** Ends a JSON document with the error, where a part of it is written. @throws what ends the command */
  fail(error: unknown): never;
}

const header = ['APP', 'TENANT', 'STATE', 'ISSUER', 'KEYS'];

/** Returns the writer. @param options The options that the command of the next page repeats. */
export function tenantListWriter(context: CommandContext, options: string): TenantListWriter {
  const { terminal, json } = context;
  const progress = progressOf(terminal, { what: 'tenants read', isSilent: json });
  const widths: number[] = [];
  let [read, listed] = [0, 0];
  const write = (text: string) => {
    progress.clear();
    terminal.write(text);
  };
  return {
    hasRead(count) {
      read += count;
      progress.at(read);
    },
    add(views) {
      if (json && views.length > 0) {
        const documents = views.map((view) => JSON.stringify(view)).join(',');
        write(listed === 0 ? `{"tenants":[${documents}` : `,${documents}`);
      } else if (views.length > 0) {
        const rows = views.map(rowOf);
        const table = listed === 0 ? [header, ...rows] : rows;
        write(`${layOut(aligned(widened(table, widths)), terminal.columns)}\n`);
      }
      listed += views.length;
    },
    end(next) {
      if (json) {
        const more = next === undefined ? '' : `,"next":${JSON.stringify(next)}`;
        write(`${listed === 0 ? '{"tenants":[' : ''}]${more}}\n`);
      } else if (listed === 0) {
        write(`${layOut(emptyText(context, options), terminal.columns)}\n`);
      } else if (next !== undefined) {
        const command = context.commandLine(`tenant list ${next.app} --after ${next.after}${options}`);
        terminal.writeError(`${layOut(`There may be more: ${command}`, terminal.columns)}\n`);
      }
      progress.clear();
      return undefined;
    },
    fail(error) {
      progress.clear();
      if (!json || listed === 0) throw error;
      const { code, message, next } = explainFailure(error, context);
      terminal.write(`],"error":${JSON.stringify({ code, message, next })}}\n`);
      throw new CommandFailed();
    },
  };
}

function emptyText(context: CommandContext, options: string): string {
  if (options !== '') return 'No tenant matches.';
  return `There are no tenants. To add one: ${context.commandLine('tenant add --help')}`;
}

function rowOf(view: TenantView): readonly string[] {
  return [view.app, view.id, view.state, view.issuer || 'not set up yet', expiryOf(view)];
}

/** Keeps the columns of a page as wide as those of the pages before it. */
function widened(rows: readonly (readonly string[])[], widths: number[]): readonly (readonly string[])[] {
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell));
    });
  }
  return rows.map((row, index) =>
    index > 0 ? row : row.map((cell, column) => cell.padEnd(widths[column] ?? 0)),
  );
}

/** Formats until when sign-ins can succeed: the expiry of the last certificate. A bare thumbprint has none. */
function expiryOf({ keys }: TenantView): string {
  const trustedKeys = keys.filter(({ state }) => state === 'primary' || state === 'secondary');
  if (trustedKeys.length === 0) return 'none';
  const days = trustedKeys.flatMap(({ notAfter }) => (notAfter === undefined ? [] : [day(notAfter)])).sort();
  const last = days.at(-1);
  return last === undefined ? 'not seen yet' : `until ${last}`;
}
