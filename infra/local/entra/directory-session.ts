import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Directory } from './directory.ts';
import type { Person } from './person.ts';

/** Somebody who is signed in to a directory: the next application asks them nothing. */
export interface DirectorySession {
  readonly person: Person;
  /** AuthnInstant of every response of this session, however old it gets. */
  readonly signedInAt: Date;
}

/** The sessions of all directories, one cookie a directory. They end with the process. */
export class DirectorySessions {
  readonly #sessions = new Map<string, DirectorySession>();

  /** Who is signed in to `directory` in this browser. */
  find(context: Context, directory: Directory): DirectorySession | undefined {
    const id = getCookie(context, cookieName(directory));
    return id === undefined ? undefined : this.#sessions.get(`${directory.id} ${id}`);
  }

  /** Signs `person` in, in this browser. */
  begin(context: Context, directory: Directory, session: DirectorySession): DirectorySession {
    this.#forget(directory, getCookie(context, cookieName(directory)));
    const id = randomUUID();
    this.#sessions.set(`${directory.id} ${id}`, session);
    // Lax: an application sends its AuthnRequest by a top-level navigation.
    setCookie(context, cookieName(directory), id, { httpOnly: true, sameSite: 'Lax', path: '/' });
    return session;
  }

  /** Signs out the person who is signed in to `directory` in this browser. */
  end(context: Context, directory: Directory): void {
    this.#forget(directory, deleteCookie(context, cookieName(directory), { path: '/' }));
  }

  #forget(directory: Directory, id: string | undefined): void {
    this.#sessions.delete(`${directory.id} ${id}`);
  }
}

function cookieName(directory: Directory): string {
  return `directory-session-${directory.tenant}`;
}
