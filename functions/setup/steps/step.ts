import type { Site } from '../../../shared/apps/site.ts';
import type { MetadataSource } from '../../../shared/federation-metadata/metadata-source.ts';
import type { Answer } from '../../../shared/http/answer.ts';
import type { UploadForm } from '../../../shared/http/upload-form.ts';
import type { Random } from '../../../shared/ids/secret.ts';
import type { SetupLinkStore, SetupUse } from '../../../shared/setup/setup-link-store.ts';
import type { AdministratorStatuses } from '../../../shared/setup/vouching.ts';
import type { RejectionLog } from '../../../shared/sign-in/log/rejection-log.ts';
import type { SignInLog } from '../../../shared/sign-in/log/sign-in-log.ts';
import type { TestFlowStore } from '../../../shared/sign-in/test/test-flow.ts';
import type { CachedTenantStore } from '../../../shared/tenants/store/cached-tenant-store.ts';
import type { PeopleCounter } from '../../../shared/users/active-people.ts';
import type { UserStore } from '../../../shared/users/user-store.ts';
import type { DraftGate } from '../draft-gate.ts';
import type { SetupPageSession } from '../session.ts';

/** What a step works with. It can read a tenant. It can change one only through its {@link DraftGate}. */
export interface StepDependencies {
  readonly sites: readonly Site[];
  readonly tenants: Pick<CachedTenantStore, 'findFresh'>;
  readonly testFlows: Pick<TestFlowStore, 'begin'>;
  readonly signIns: SignInLog;
  /** Counts who could sign in. */
  readonly people: PeopleCounter;
  readonly rejectionLog: Pick<RejectionLog, 'list'>;
  /** Fetches App Federation Metadata Urls. */
  readonly metadata: MetadataSource;
  readonly random: Random;
  /** Who vouches for an administrator's page. */
  readonly accountStatuses: AdministratorStatuses;
}

/** Shows the page of a step. */
export type ShowStep = (
  session: SetupPageSession,
  deps: AdministratorDependencies,
) => Answer | Promise<Answer>;

/** A form of a step. The endpoint checks sender, session, intent, hourly limit and draft before it is taken. */
export interface StepForm {
  /** Which hourly limit of the link one use counts against. Undefined: none. */
  readonly counts: (form: UploadForm) => SetupUse | undefined;
  /** Does what the form says, and returns the next page or the same one with its errors. */
  readonly take: (post: StepPost, deps: StepDependencies) => Answer | Promise<Answer>;
}

/** What the forms of an administrator's page work with beyond {@link StepDependencies}. */
export interface AdministratorDependencies extends StepDependencies {
  readonly users: Pick<UserStore, 'listAfter' | 'findBySignInName' | 'findEach' | 'add' | 'update'>;
  readonly tenants: Pick<CachedTenantStore, 'findFresh' | 'note' | 'change'>;
  readonly setupLinks: Pick<SetupLinkStore, 'add' | 'find' | 'list' | 'revoke' | 'remove'>;
}

/** A form of an administrator's page. The endpoint checks sender, session, intent and hourly limit before. */
export type AdministratorForm = (
  session: SetupPageSession,
  form: UploadForm,
  deps: AdministratorDependencies,
) => Promise<Answer>;

/** A form that a session posted, and the gate by which it may change the draft. */
export interface StepPost {
  readonly session: SetupPageSession;
  readonly form: UploadForm;
  readonly gate: DraftGate;
}
