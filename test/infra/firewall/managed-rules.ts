import type { VisitorRequest } from './visitor-request.ts';

/** What CloudFront hands WAF of a body, in bytes, unless the web ACL says more. */
const inspectedBytes = 16_384;

/** A rule of a managed group as a test can run it. */
interface ModelledRule {
  readonly label: string;
  /** What AWS says that it looks for. */
  readonly says: string;
  readonly matches: (request: VisitorRequest) => boolean;
}

const inBody =
  (pattern: RegExp) =>
  ({ body = '' }: VisitorRequest) => {
    const inspected = Buffer.from(body).subarray(0, inspectedBytes).toString('latin1');
    // Its rules decode what a form encodes.
    return pattern.test(inspected) || pattern.test(decoded(inspected));
  };

/**
 * The rules of the managed groups that the product could meet, each by AWS's own text and the examples in it. AWS does
 * not publish the patterns: these find at least its examples, and more than it says where reports say more.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const modelledGroups: Readonly<Record<string, Readonly<Record<string, ModelledRule>>>> = {
  AWSManagedRulesAmazonIpReputationList: {},
  AWSManagedRulesCommonRuleSet: {
    NoUserAgent_HEADER: {
      label: 'awswaf:managed:aws:core-rule-set:NoUserAgent_Header',
      says: 'Inspects for requests that are missing the HTTP `User-Agent` header.',
      matches: ({ headers = {} }) => headers['user-agent'] === undefined,
    },
    SizeRestrictions_QUERYSTRING: {
      label: 'awswaf:managed:aws:core-rule-set:SizeRestrictions_QueryString',
      says: 'Inspects for URI query strings that are over 2,048 bytes.',
      matches: ({ query = '' }) => Buffer.byteLength(query) > 2_048,
    },
    SizeRestrictions_BODY: {
      label: 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body',
      says: 'Inspects for request bodies that are over 8 KB (8,192 bytes).',
      matches: ({ body = '' }) => Buffer.byteLength(body) > 8_192,
    },
    EC2MetaDataSSRF_BODY: {
      label: 'awswaf:managed:aws:core-rule-set:EC2MetaDataSSRF_Body',
      says: 'Inspects for attempts to exfiltrate Amazon EC2 metadata from the request body.',
      matches: inBody(/169\.254\.169\.254|fd00:ec2::254/),
    },
    GenericLFI_BODY: {
      label: 'awswaf:managed:aws:core-rule-set:GenericLFI_Body',
      says: 'Inspects for the presence of Local File Inclusion (LFI) exploits in the request body. Examples include path traversal attempts using techniques like `../../`.',
      // Reported: XML in a form meets it too.
      matches: inBody(/\.\.\/|<\?xml/),
    },
    GenericRFI_BODY: {
      label: 'awswaf:managed:aws:core-rule-set:GenericRFI_Body',
      says: 'Inspects the request body for attempts to exploit RFI (Remote File Inclusion) in web applications by embedding URLs that contain IPv4 addresses. Examples include patterns like `http://`, `https://`, `ftp://`, `ftps://`, and `file://`, with an IPv4 host header in the exploit attempt.',
      matches: inBody(/(?:https?|ftps?|file):\/\/\d{1,3}(?:\.\d{1,3}){3}/),
    },
    CrossSiteScripting_BODY: {
      label: 'awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body',
      says: 'Inspects the request body for common cross-site scripting (XSS) patterns using the built-in AWS WAF Cross-site scripting attack rule statement. Example patterns include scripts like `<script>alert("hello")</script>`.',
      // Reported: any XML in a form meets it.
      matches: inBody(/<[a-z!?]/i),
    },
  },
  AWSManagedRulesKnownBadInputsRuleSet: {
    JavaDeserializationRCE_BODY: {
      label: 'awswaf:managed:aws:known-bad-inputs:JavaDeserializationRCE_Body',
      says: 'Inspects the request body for patterns indicating Java deserialization Remote Command Execution (RCE) attempts, … Example patterns include `(java.lang.Runtime).getRuntime().exec("whoami")`.',
      matches: inBody(/java\.lang\.Runtime|getRuntime\(\)/),
    },
    Log4JRCE_BODY: {
      label: 'awswaf:managed:aws:known-bad-inputs:Log4JRCE_Body',
      says: `Inspects the body for the presence of the Log4j vulnerability … Example patterns include \`\${jndi:ldap://example.com/}\`.`,
      matches: inBody(/\$\{jndi:/),
    },
    ReactJSRCE_BODY: {
      label: 'awswaf:managed:aws:known-bad-inputs:ReactJSRCE_Body',
      says: 'Inspects the request body for patterns indicating presence of CVE-2025-55182.',
      matches: inBody(/__proto__/),
    },
  },
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
