import type { UploadForm } from '../../shared/http/upload-form.ts';
import { Problem } from '../../shared/problems/problem.ts';

/** The revision that the administrator saw. @throws Problem `setup-form-malformed` */
export function readRevision(form: UploadForm): number {
  const text = form.text('revision');
  if (!/^\d{1,15}$/.test(text)) throw new Problem('setup-form-malformed', { expected: 'a revision' });
  return Number(text);
}
