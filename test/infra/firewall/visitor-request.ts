/** A request as WAF sees it at CloudFront. */
export interface VisitorRequest {
  readonly host: string;
  /** As sent: neither decoded nor normalized. */
  readonly path: string;
  readonly query?: string;
  /** By lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly from?: string;
}
