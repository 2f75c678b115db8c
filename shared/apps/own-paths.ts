/** Paths that every app has at its hosts, whatever its profile says. */
const ownPaths: readonly string[] = ['/session', '/sign-out', '/welcome', '/healthz', '/readyz'];

/** Folders that Latchkey keeps for itself at every host: what OpenID Connect clients ask for. */
const ownFolders: readonly string[] = ['/.well-known', '/oauth2'];

/** Returns whether a path is Latchkey's at every host: then it is no tenant's, whatever a path template would allow. */
export function isOwnPath(path: string): boolean {
  return (
    ownPaths.includes(path) || ownFolders.some((folder) => path === folder || path.startsWith(`${folder}/`))
  );
}
