import { describe, expect, it } from 'vitest';
import { documentAt } from '../docs/document.ts';
import { type Properties, propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const { data, service, secondService } = synthesize('tworegions').stacks;
const stage = 'tworegions';
const second = 'eu-west-1';

const [, section = ''] =
  /### Fail over and back by hand\n([\s\S]*?)\n## /.exec(documentAt('docs/operating.md')) ?? [];

/** Every command of the section, in its order, with the names of this stage in it. */
const commands = section
  .split('\n')
  .filter((line) => /^ {4,}(?:aws|curl) /.test(line))
  .map((line) => line.trim().replaceAll('<stage>', stage).replaceAll('<second region>', second));

function commandLike(start: string): string {
  const found = commands.filter((command) => command.startsWith(start));
  if (found.length !== 1) throw new Error(`${found.length} commands begin with ${start}`);
  return found[0] ?? '';
}

/** The value behind an option: `--name value`, or one in double quotes. */
function optionOf(command: string, name: string): string {
  const [, quoted, plain] = new RegExp(`--${name} (?:"([^"]+)"|(\\S+))`).exec(command) ?? [];
  return quoted ?? plain ?? '';
}

interface FailoverRecord {
  readonly Name: string;
  readonly Type: string;
  readonly Failover: 'PRIMARY' | 'SECONDARY';
  readonly HealthCheckId?: { readonly Ref: string };
  readonly AliasTarget: { readonly DNSName: unknown };
}

const recordsOf = (stack: typeof service | undefined) =>
  propertiesOf(templateOf(stack), 'AWS::Route53::RecordSet') as unknown as readonly FailoverRecord[];

const outputsOf = (stack: typeof service | undefined) =>
  templateOf(stack).toJSON()['Outputs'] as Readonly<Record<string, { readonly Value: Properties }>>;

/** What Route 53 knows of a health check: what its checkers see, and what an operator has set. */
interface HealthCheckState {
  isHealthy: boolean;
  disabled: boolean;
  inverted: boolean;
}

/**
 * The region whose record Route 53 answers with for a host: the primary while its health check counts as healthy. Where
 * the secondary has no health check, it always counts as healthy. A disabled health check counts as healthy, and an
 * inverted one as the opposite.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html
 */
function answeredBy(host: string, type: string, checks: ReadonlyMap<string, HealthCheckState>) {
  const at = (stack: typeof service | undefined) =>
    recordsOf(stack).find(({ Name, Type }) => Name === host && Type === type);
  const [primary, secondary] = [at(service), at(secondService)];
  if (primary?.Failover !== 'PRIMARY' || secondary?.Failover !== 'SECONDARY') throw new Error('no failover');
  const counts = (record: FailoverRecord): boolean => {
    const state = checks.get(record.HealthCheckId?.Ref ?? '');
    return state === undefined || (state.disabled || state.isHealthy) !== state.inverted;
  };
  return counts(primary) || !counts(secondary) ? 'first' : 'second';
}

describe('failing over and back by hand, by the commands of docs/operating.md', () => {
  const output = commandLike('aws cloudformation describe-stacks');
  const key = /OutputKey=='(\w+)'/.exec(output)?.[1] ?? '';
  const healthCheck = outputsOf(service)[key]?.Value['Ref'] as string;

  /** Runs a command on the state of a health check, as the AWS command line would. */
  function run(command: string, checks: Map<string, HealthCheckState>): void {
    expect(optionOf(command, 'health-check-id')).toBe('<HealthCheckId>');
    const known = checks.get(healthCheck);
    if (known === undefined) throw new Error('no such health check');
    const said = [...command.matchAll(/ --(no-)?(disabled|inverted)\b/g)];
    if (said.length === 0) throw new Error(`What does this change? ${command}`);
    for (const [, no, setting] of said) known[setting as 'disabled' | 'inverted'] = no === undefined;
  }

  const changing = commands.filter((command) => command.startsWith('aws route53 update-health-check'));
  const hosts = [...new Set(recordsOf(service).map(({ Name, Type }) => `${Name} ${Type}`))];

  it('finds the health check of the first region in the outputs of its stack', () => {
    expect(optionOf(output, 'stack-name')).toBe(service.stackName);
    expect(Object.keys(resourcesOf(templateOf(service), 'AWS::Route53::HealthCheck'))).toEqual([healthCheck]);
    expect(Object.keys(outputsOf(secondService))).toContain(key);
  });

  it('is about every record of every app, for both kinds of address', () => {
    expect(hosts).toEqual([
      '*.timetrackenterprise.com. A',
      '*.timetrackenterprise.com. AAAA',
      'origin.latchkey.timetrackenterprise.com. A',
      'origin.latchkey.timetrackenterprise.com. AAAA',
      'perform.trakstar.com. A',
      'perform.trakstar.com. AAAA',
      'origin.latchkey.perform.trakstar.com. A',
      'origin.latchkey.perform.trakstar.com. AAAA',
    ]);
    for (const { HealthCheckId } of recordsOf(service)) expect(HealthCheckId).toEqual({ Ref: healthCheck });
    expect(
      recordsOf(secondService)
        .map(({ Name, Type }) => `${Name} ${Type}`)
        .sort(),
    ).toEqual([...hosts].sort());
  });

  it.each(hosts)('leads %s to the second region and back', (each) => {
    const [host = '', type = ''] = each.split(' ');
    const state: HealthCheckState = { isHealthy: true, disabled: false, inverted: false };
    const checks = new Map([[healthCheck, state]]);
    const now = () => answeredBy(host, type, checks);
    const [hold = '', decide = ''] = changing;

    expect(now()).toBe('first');
    // Held, whatever the first region answers.
    run(hold, checks);
    for (const isHealthy of [true, false, true]) {
      state.isHealthy = isHealthy;
      expect(now()).toBe('second');
    }
    run(decide, checks);
    expect(now()).toBe('first');

    // Without a hand: while its API is not ready.
    state.isHealthy = false;
    expect(now()).toBe('second');
    // Inverted alone, it would lead people to the region that fails, of which the document warns.
    run(hold.replace(' --disabled', ''), checks);
    expect(now()).toBe('first');
  });

  it('changes nothing that a deployment would undo', () => {
    const [{ HealthCheckConfig } = {}] = propertiesOf(templateOf(service), 'AWS::Route53::HealthCheck');
    expect(HealthCheckConfig).not.toHaveProperty('Inverted');
    expect(HealthCheckConfig).not.toHaveProperty('Disabled');
    expect(changing).toHaveLength(2);
    // The other commands only read.
    const others = commands.filter((command) => !changing.includes(command));
    for (const command of others) {
      expect(command).toMatch(/^(?:curl https:|aws \w+ (?:describe|get)-)/);
    }
  });

  it('looks at the API of the second region at an address that it has', () => {
    const curl = commandLike('curl ');
    const path = new URL(curl.replace('curl ', '').replace(/<[^>]+>/, 'api.example')).pathname;
    const template = templateOf(secondService);
    const keys = propertiesOf(template, 'AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);
    expect(keys).toContain(`ANY ${path}`);
    expect(propertiesOf(template, 'AWS::ApiGatewayV2::Api')).toMatchObject([
      { DisableExecuteApiEndpoint: false },
    ]);
  });

  it('looks at the replica that the data stack makes', () => {
    const describeTable = commandLike('aws dynamodb describe-table');
    const tables = resourcesOf(templateOf(data), 'AWS::DynamoDB::GlobalTable');
    const { TableName, Replicas } = tables['TenantsTable']?.Properties ?? {};
    expect(optionOf(describeTable, 'table-name')).toBe(TableName);
    const regions = (Replicas as readonly Properties[]).map(({ Region }) => Region);
    expect(regions).toContain(optionOf(describeTable, 'region'));
  });

  it('uses options that the commands have', () => {
    const known: Readonly<Record<string, readonly string[]>> = {
      'cloudformation describe-stacks': ['stack-name', 'query', 'output'],
      'route53 update-health-check': [
        'health-check-id',
        'disabled',
        'inverted',
        'no-disabled',
        'no-inverted',
      ],
      'route53 get-health-check-status': ['health-check-id'],
      'dynamodb describe-table': ['region', 'table-name', 'query'],
    };
    for (const command of commands.filter((each) => each.startsWith('aws '))) {
      const [, name = ''] = /^aws (\S+ \S+)/.exec(command) ?? [];
      const used = [...command.matchAll(/ --([a-z-]+)/g)].map(([, option = '']) => option);
      expect(Object.keys(known)).toContain(name);
      expect(known[name]).toEqual(expect.arrayContaining(used));
    }
    expect(commands.length).toBe(6);
  });
});
