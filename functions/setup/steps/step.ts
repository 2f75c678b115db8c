import type { Site } from '../../../shared/apps/site.ts';
import type { MetadataSource } from '../../../shared/federation-metadata/metadata-source.ts';
import type { Answer } from '../../../shared/http/answer.ts';
import type { UploadForm } from '../../../shared/http/upload-form.ts';
import type { Random } from '../../../shared/ids/secret.ts';
import type { SetupUse } from '../../../shared/setup/setup-link-store.ts';
import type { RejectionLog } from '../../../shared/sign-in/log/rejection-log.ts';
import type { SignInLog } from '../../../shared/sign-in/log/sign-in-log.ts';
import type { TestFlowStore } from '../../../shared/sign-in/test/test-flow.ts';
import type { CachedTenantStore } from '../../../shared/tenants/store/cached-tenant-store.ts';
import type { PeopleCounter } from '../../../shared/users/active-people.ts';
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
}

/** Shows the page of a step. */
export type ShowStep = (session: SetupPageSession, deps: StepDependencies) => Answer | Promise<Answer>;

/** A form of a step. The endpoint checks sender, session, intent, hourly limit and draft before it is taken. */
export interface StepForm {
  /** Which hourly limit of the link one use counts against. Undefined: none. */
  readonly counts: (form: UploadForm) => SetupUse | undefined;
  /** Does what the form says, and returns the next page or the same one with its errors. */
  readonly take: (post: StepPost, deps: StepDependencies) => Answer | Promise<Answer>;
}

/** A form that a session posted, and the gate by which it may change the draft. */
export interface StepPost {
  readonly session: SetupPageSession;
  readonly form: UploadForm;
  readonly gate: DraftGate;
}
