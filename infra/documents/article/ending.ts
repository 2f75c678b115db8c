import type { ArticleSource } from './article-source.ts';
import { wrapped } from './markdown.ts';

/** Returns how the certificate is renewed, and what else Microsoft writes about. */
export function ending({ site, facts }: ArticleSource): string {
  const { displayName: app, trustHandedOverBy } = site.app;
  const key = trustHandedOverBy === 'thumbprint' ? 'thumbprint' : 'Base64 file';
  const handed =
    facts.settingsPage === undefined ? `send its ${key} to ${app}` : `enter its ${key} in ${app} or send it`;
  return `## Renew the certificate

${wrapped(`Microsoft Entra ID reminds you 60, 30 and 7 days before the certificate expires. Create the new one, ${handed}, and make it active once ${app} has it. With an expired certificate sign-in fails for everyone.`)}

## Related content

${wrapped(`[Session control with Microsoft Defender for Cloud Apps](https://learn.microsoft.com/defender-cloud-apps/proxy-intro-aad) protects your data from being copied out or altered in real time, and extends Conditional Access to what people do in ${app}.`, '* ')}
* [Manage certificates for federated single sign-on](https://learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on)`;
}
