import { renewalField } from '../../shared/http/setup/setup-frame.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { isSetUp } from '../../shared/tenants/connection.ts';
import type { SetupVisit } from './visit.ts';

/**
 * Whether only the next certificate is handed over: by a link that is for nothing else, or by what this page's form
 * says. There is nothing to renew where nothing was ever set up.
 */
export function renews({ link, tenant }: SetupVisit, form?: UploadForm): boolean {
  const isAsked = link.intent === 'renew-certificate' || form?.text(renewalField) === 'yes';
  return isAsked && isSetUp(tenant.connection);
}
