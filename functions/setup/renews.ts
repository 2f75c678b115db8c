import type { UploadForm } from '../../shared/http/upload-form.ts';
import { renewalField } from '../../shared/pages/setup/setup-layout.ts';
import { isConfigured } from '../../shared/tenants/connection.ts';
import type { SetupPageSession } from './session.ts';

/**
 * Whether only the next certificate is handed over: by a link that is for nothing else, or by what this page's form
 * says. There is nothing to renew where nothing was ever set up.
 */
export function isRenewalInput({ link, tenant }: SetupPageSession, form?: UploadForm): boolean {
  const isAsked = link.intent === 'renew-certificate' || form?.text(renewalField) === 'yes';
  return isAsked && isConfigured(tenant.connection);
}
