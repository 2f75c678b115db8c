/** What a CloudFront distribution of the vendor's own needs to stand in front of Latchkey. */
export interface EdgeAccess {
  /** The web ACL to associate with it. */
  readonly webAclArn: string;
  /** The custom header of the origin that leads to the API. */
  readonly originHeader: string;
  /** The name of the secret in Secrets Manager of us-east-1 that this header shows. */
  readonly originSecretName: string;
  /** The origin request policy of Latchkey's paths: all that the visitor sent, and the visitor's address. */
  readonly visitorPolicyId: string;
  /** Each domain of the stage: `perform.example.com`, or `*.example.com`. */
  readonly origins: Readonly<Record<string, EdgeOrigin>>;
}

/** Where a distribution leads for Latchkey's paths of one domain. */
export interface EdgeOrigin {
  /** The host of the API. */
  readonly host: string;
  /** The patterns of CloudFront for Latchkey's paths; every other path is the vendor's. */
  readonly pathPatterns: readonly string[];
}
