import { type Answer, redirect } from '../../shared/http/answer.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { pagePath } from './addresses.ts';
import type { SetupPorts } from './ports.ts';
import { countUse, type SetupVisit } from './visit.ts';

/** Begins a test sign-in with the draft that the administrator saw. @throws Problem `setup-too-often` */
export async function startTest(ports: SetupPorts, visit: SetupVisit, _form: UploadForm): Promise<Answer> {
  await countUse(ports, visit, 'test');
  return redirect(pagePath(visit.location, 'test'));
}
