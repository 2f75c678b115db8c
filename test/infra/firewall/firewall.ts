import type { Properties } from '../synthesize.ts';
import { modelledGroups } from './managed-rules.ts';
import type { VisitorRequest } from './visitor-request.ts';

type Statement = Readonly<Record<string, Properties>>;

/** A rule as the template has it. */
export interface FirewallRule {
  readonly Name: string;
  readonly Priority: number;
  readonly Statement: Statement;
  readonly Action?: Properties;
}

/** What a firewall decides: the rule that blocks, or `allowed`. */
export type Verdict = string;

/** What a test may assume of AWS's rules in place of the model: that these labels are given to every request. */
export interface Assumptions {
  readonly everyBodyRuleMatches?: boolean;
}

/**
 * Runs the rules of a synthesized web ACL as WAF documents them: by priority, until one blocks. A group blocks by any of
 * its rules that is not overridden to count; a counted one leaves its label. Requests of one firewall fall into one
 * window of the rate rules.
 */
export class Firewall {
  readonly #rules: readonly FirewallRule[];
  readonly #sets: ReadonlyMap<string, readonly string[]>;
  readonly #assumptions: Assumptions;
  readonly #counted = new Map<string, number>();

  constructor(
    rules: readonly FirewallRule[],
    sets: ReadonlyMap<string, readonly string[]> = new Map(),
    assumptions: Assumptions = {},
  ) {
    this.#rules = rules.toSorted((one, other) => one.Priority - other.Priority);
    this.#sets = sets;
    this.#assumptions = assumptions;
  }

  /** Decides about one request. */
  judge(request: VisitorRequest): Verdict {
    const labels = new Set<string>();
    for (const rule of this.#rules) {
      const blocks = this.#blocks(rule, request, labels);
      if (blocks !== undefined) return blocks;
    }
    return 'allowed';
  }

  #blocks(rule: FirewallRule, request: VisitorRequest, labels: Set<string>): Verdict | undefined {
    const { RateBasedStatement: rate, ManagedRuleGroupStatement: group } = rule.Statement;
    if (rate !== undefined)
      return this.#isOverLimit(rule.Name, rate, request, labels) ? rule.Name : undefined;
    if (group !== undefined) return this.#blockedBy(group, request, labels);
    return this.#matches(rule.Statement, request, labels) ? rule.Name : undefined;
  }

  #isOverLimit(name: string, rate: Properties, request: VisitorRequest, labels: Set<string>): boolean {
    if (rate['AggregateKeyType'] !== 'IP') throw new Error('The model aggregates by address alone');
    if (!this.#matches(rate['ScopeDownStatement'] as Statement, request, labels)) return false;
    const key = `${name} ${request.from}`;
    const count = (this.#counted.get(key) ?? 0) + 1;
    this.#counted.set(key, count);
    return count > Number(rate['Limit']);
  }

  #blockedBy(group: Properties, request: VisitorRequest, labels: Set<string>): Verdict | undefined {
    const scope = group['ScopeDownStatement'] as Statement | undefined;
    if (scope !== undefined && !this.#matches(scope, request, labels)) return undefined;
    const rules = modelledGroups[String(group['Name'])];
    if (rules === undefined) throw new Error(`The model does not know ${group['Name']}`);
    const overrides = (group['RuleActionOverrides'] ?? []) as readonly Properties[];
    const counted = new Set(overrides.map(({ Name }) => String(Name)));
    let verdict: Verdict | undefined;
    for (const [name, { label, matches }] of Object.entries(rules)) {
      const isAssumed = this.#assumptions.everyBodyRuleMatches === true && name.endsWith('_BODY');
      if (!isAssumed && !matches(request)) continue;
      labels.add(label);
      if (!counted.has(name)) verdict ??= name;
    }
    return verdict;
  }

  #matches(statement: Statement, request: VisitorRequest, labels: ReadonlySet<string>): boolean {
    const [[kind, inner] = ['', {}]] = Object.entries(statement) as [string, Properties][];
    const all = () => inner['Statements'] as readonly Statement[];
    switch (kind) {
      case 'AndStatement':
        return all().every((each) => this.#matches(each, request, labels));
      case 'OrStatement':
        return all().some((each) => this.#matches(each, request, labels));
      case 'NotStatement':
        return !this.#matches(inner['Statement'] as Statement, request, labels);
      case 'LabelMatchStatement':
        return labels.has(String(inner['Key']));
      case 'IPSetReferenceStatement':
        return this.#isInSet(inner['Arn'], request.from ?? '');
      case 'RegexMatchStatement':
        return new RegExp(String(inner['RegexString'])).test(fieldOf(inner, request));
      case 'ByteMatchStatement':
        return bytesMatch(inner, fieldOf(inner, request));
      default:
        throw new Error(`The model does not know ${kind}`);
    }
  }

  #isInSet(arn: unknown, address: string): boolean {
    const ranges = this.#sets.get(JSON.stringify(arn));
    if (ranges === undefined) throw new Error(`There is no set ${JSON.stringify(arn)}`);
    // The tests list single addresses.
    return ranges.some((range) => range.replace(/\/(?:32|128)$/, '') === address);
  }
}

function fieldOf(statement: Properties, { host, path }: VisitorRequest): string {
  const field = statement['FieldToMatch'] as Properties;
  const isHost = (field['SingleHeader'] as Properties | undefined)?.['Name'] === 'host';
  if (!isHost && field['UriPath'] === undefined) throw new Error('The model knows host and path');
  const transformations = statement['TextTransformations'] as readonly { readonly Type: string }[];
  return transformations.reduce((text, { Type }) => transformed(text, Type), isHost ? host : path);
}

function transformed(text: string, type: string): string {
  if (type === 'NONE') return text;
  if (type === 'LOWERCASE') return text.toLowerCase();
  if (type === 'URL_DECODE') return decodeURIComponent(text);
  if (type === 'NORMALIZE_PATH') return new URL(text.replaceAll(/\/{2,}/g, '/'), 'https://host').pathname;
  throw new Error(`The model does not know ${type}`);
}

function bytesMatch(statement: Properties, text: string): boolean {
  const searched = String(statement['SearchString']);
  const constraint = statement['PositionalConstraint'];
  if (constraint === 'EXACTLY') return text === searched;
  if (constraint === 'ENDS_WITH') return text.endsWith(searched);
  throw new Error(`The model does not know ${constraint}`);
}
