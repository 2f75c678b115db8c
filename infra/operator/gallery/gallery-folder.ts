/** Returns where the files of an app stand unless `--folder` says otherwise: below the folder of this shell. */
export function galleryFolder(app: string): string {
  return `gallery/${app}`;
}
