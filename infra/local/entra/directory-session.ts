import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Directory } from './directory.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Person } from './person.ts';

/** Somebody who is signed in to a directory: the next application asks them nothing. */
export interface AccountSession {
  readonly person: Person;
  /** AuthnInstant of every response of this session, however old it gets. */
  readonly signedInAt: Date;
}

/** A session that has ended, and the applications that got an assertion of it: id and the latest SessionIndex. */
export interface EndedDirectorySession {
  readonly person: Person;
  readonly sessionIndexes: ReadonlyMap<string, string>;
}

/**
 * The sessions of all directories, one cookie a directory. As at Entra, several people can be signed in to a directory
 * in one browser. They end with the process.
 */
export class DirectorySessions {
  /** By directory and cookie; the person who signed in last comes first. */
  readonly #sessions = new Map<string, readonly AccountSession[]>();
  readonly #sessionIndexes = new WeakMap<AccountSession, Map<string, string>>();
  /** The keys of {@link #sessions} that answers have changed, for the rest of their requests. */
  readonly #renewed = new WeakMap<Context, Map<Directory, string>>();

  /** Returns everybody who is signed in to `directory` in this browser, the last to sign in first. */
  list(context: Context, directory: Directory): readonly AccountSession[] {
    return this.#sessions.get(this.#keyOf(context, directory)) ?? [];
  }

  /** Returns the person who signed in to `directory` last. */
  find(context: Context, directory: Directory): AccountSession | undefined {
    return this.list(context, directory)[0];
  }

  /** Returns whom an application gets without a question: the person of `loginHint`, or the only one. */
  findFor(context: Context, directory: Directory, loginHint: string | undefined): AccountSession | undefined {
    const sessions = this.list(context, directory);
    if (loginHint !== undefined) return sessions.find(isOf(loginHint.toLowerCase()));
    return sessions.length === 1 ? sessions[0] : undefined;
  }

  /** Signs `person` in, in this browser, beside everybody else who is. A second time, the session stays the same one. */
  begin(context: Context, directory: Directory, session: AccountSession): AccountSession {
    const isSamePerson = isOf(session.person.userPrincipalName);
    const sessions = this.list(context, directory);
    this.#sessionIndexes.set(session, this.#sessionIndexesOf(sessions.find(isSamePerson)));
    this.#keep(context, directory, [session, ...sessions.filter((each) => !isSamePerson(each))]);
    return session;
  }

  /** Returns a new SessionIndex, under which `application` is told when `session` ends. */
  admit(session: AccountSession, { applicationId }: EnterpriseApplication): string {
    const sessionIndex = `_${randomUUID()}`;
    const sessionIndexes = this.#sessionIndexesOf(session);
    this.#sessionIndexes.set(session, sessionIndexes.set(applicationId, sessionIndex));
    return sessionIndex;
  }

  /** Signs a person out of `directory` in this browser. Returns undefined where they are not signed in. */
  end(context: Context, directory: Directory, person: Person): EndedDirectorySession | undefined {
    const isSamePerson = isOf(person.userPrincipalName);
    const sessions = this.list(context, directory);
    const session = sessions.find(isSamePerson);
    if (session === undefined) return undefined;
    this.#keep(
      context,
      directory,
      sessions.filter((each) => each !== session),
    );
    return { person, sessionIndexes: this.#sessionIndexesOf(session) };
  }

  #sessionIndexesOf(session: AccountSession | undefined): Map<string, string> {
    return (session && this.#sessionIndexes.get(session)) ?? new Map<string, string>();
  }

  /** Keeps these sessions under a new cookie, or none. */
  #keep(context: Context, directory: Directory, sessions: readonly AccountSession[]): void {
    this.#sessions.delete(this.#keyOf(context, directory));
    if (sessions.length === 0) {
      deleteCookie(context, cookieName(directory), { path: '/' });
      return;
    }
    const id = randomUUID();
    const key = keyOf(directory, id);
    this.#sessions.set(key, sessions);
    const renewed = this.#renewed.get(context) ?? new Map<Directory, string>();
    this.#renewed.set(context, renewed.set(directory, key));
    // Lax: an application sends its AuthnRequest by a top-level navigation.
    setCookie(context, cookieName(directory), id, { httpOnly: true, sameSite: 'Lax', path: '/' });
  }

  #keyOf(context: Context, directory: Directory): string {
    const renewed = this.#renewed.get(context)?.get(directory);
    return renewed ?? keyOf(directory, getCookie(context, cookieName(directory)));
  }
}

function isOf(userPrincipalName: string): (session: AccountSession) => boolean {
  return ({ person }) => person.userPrincipalName === userPrincipalName;
}

function cookieName(directory: Directory): string {
  return `directory-session-${directory.tenant}`;
}

function keyOf(directory: Directory, id: string | undefined): string {
  return `${directory.id} ${id}`;
}
