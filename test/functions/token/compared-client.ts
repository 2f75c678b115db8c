/** What a client sends to the token endpoint, and what it got. */
export interface ComparedClient {
  readonly header: { readonly authorization: string };
  readonly id: string;
  readonly verifier: string;
  /** A new code. */
  code(withoutPkce?: boolean): Promise<string>;
  send(request: ComparedRequest): Promise<Sent>;
  userinfo(token: string): Promise<string>;
}

interface ComparedRequest {
  readonly form: string | Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

export interface Sent {
  /** `400 invalid_grant` */
  readonly told: string;
  readonly tokens: {
    readonly access_token: string;
    readonly refresh_token: string;
    readonly id_token: string;
  };
}
