/** A rule of a managed group, and the label that it gives a request. */
export interface ManagedRule {
  readonly group: ManagedGroup;
  readonly name: string;
  /** Counts upper and lower case, and cannot be derived from the name. */
  readonly label: string;
}

/** AWS's groups of rules that the firewall has, and what each costs in capacity units. */
export const managedGroups = {
  AWSManagedRulesAmazonIpReputationList: { capacityUnits: 25 },
  AWSManagedRulesKnownBadInputsRuleSet: { capacityUnits: 200 },
  AWSManagedRulesCommonRuleSet: { capacityUnits: 700 },
} as const;

/** One of {@link managedGroups}. */
export type ManagedGroup = keyof typeof managedGroups;

const common = (name: string, label: string): ManagedRule => ({
  group: 'AWSManagedRulesCommonRuleSet',
  name,
  label: `awswaf:managed:aws:core-rule-set:${label}`,
});
const knownBad = (name: string, label: string): ManagedRule => ({
  group: 'AWSManagedRulesKnownBadInputsRuleSet',
  name,
  label: `awswaf:managed:aws:known-bad-inputs:${label}`,
});

/**
 * Every rule of these groups that looks at the body. A SAML message, a metadata document and a certificate are XML,
 * base64 and addresses: they look like what these rules search for.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const bodyRules: readonly ManagedRule[] = [
  common('SizeRestrictions_BODY', 'SizeRestrictions_Body'),
  common('EC2MetaDataSSRF_BODY', 'EC2MetaDataSSRF_Body'),
  common('GenericLFI_BODY', 'GenericLFI_Body'),
  common('GenericRFI_BODY', 'GenericRFI_Body'),
  common('CrossSiteScripting_BODY', 'CrossSiteScripting_Body'),
  knownBad('JavaDeserializationRCE_BODY', 'JavaDeserializationRCE_Body'),
  knownBad('Log4JRCE_BODY', 'Log4JRCE_Body'),
  knownBad('ReactJSRCE_BODY', 'ReactJSRCE_Body'),
];

/** The rule for queries of more than 2,048 bytes: a signed logout message in a query may be longer. */
export const querySizeRule = common('SizeRestrictions_QUERYSTRING', 'SizeRestrictions_QueryString');

/** The rule for requests without a User-Agent: the back end that asks for a session may send none. */
export const userAgentRule = common('NoUserAgent_HEADER', 'NoUserAgent_Header');
