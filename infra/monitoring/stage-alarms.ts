import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmBase,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IAlarm,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { AlarmDefinition, AlarmSource } from './alarm-definition.ts';
import { type AlarmName, alarmDescription, alarmTable, rollbackAlarm } from './alarm-table.ts';

/** What a stage's alarms are made from. */
export interface StageAlarmsProps {
  readonly stage: Stage;
  /** Returns nothing for a source that the stack of these alarms does not know. */
  readonly metrics: { of(source: AlarmSource, period: Duration): readonly IMetric[] };
  readonly topic: ITopic;
  /** The alarms of one region that roll a deployment back; none in the stack that watches what is in us-east-1. */
  readonly rollbackAlarms?: readonly IAlarm[];
  /** Which of two regions they watch, or what is in us-east-1. */
  readonly role: AlarmRole;
}

/** Which stack of a stage has alarms. */
type AlarmRole = 'first' | 'second' | 'global';

const roles = { 'first-region': 'first', 'second-region': 'second', global: 'global' } as const;

function isWatchedBy(role: AlarmRole, { watchedBy }: AlarmDefinition): boolean {
  return watchedBy === undefined ? role !== 'global' : roles[watchedBy] === role;
}

const silences = {
  fine: TreatMissingData.NOT_BREACHING,
  'as-before': TreatMissingData.IGNORE,
  bad: TreatMissingData.BREACHING,
} as const;

/** Every alarm of the table for which the stage has something to look at; each tells when it begins, and when it is over. */
export class StageAlarms extends Construct {
  /** In the order of the table, what rolls back last. */
  readonly all: readonly AlarmBase[];
  readonly #stage: Stage;

  constructor(scope: Construct, id: string, props: StageAlarmsProps) {
    super(scope, id);
    const { stage, metrics, topic, rollbackAlarms, role } = props;
    this.#stage = stage;
    const action = new SnsAction(topic);
    const made = Object.entries(alarmTable).flatMap(([name, definition]: [string, AlarmDefinition]) => {
      const alarms = isWatchedBy(role, definition) ? this.#make(name as AlarmName, definition, metrics) : [];
      // The end of something that has only begun would be no good news.
      if (!definition.tellsBeginnings) for (const alarm of alarms) alarm.addOkAction(action);
      return alarms;
    });
    const rollback = rollbackAlarms === undefined ? [] : [this.#rollback(rollbackAlarms)];
    for (const alarm of rollback) alarm.addOkAction(action);
    this.all = [...made, ...rollback];
    for (const alarm of this.all) alarm.addAlarmAction(action);
  }

  /** One alarm for each metric: more than one where there are more things than one alarm can look at. */
  #make(name: AlarmName, definition: AlarmDefinition, metrics: StageAlarmsProps['metrics']): AlarmBase[] {
    const { source, threshold, periodMinutes, periods = 1, silence = 'fine' } = definition;
    return metrics.of(source, Duration.minutes(periodMinutes)).map((metric, index) => {
      const suffix = index === 0 ? '' : String(index + 1);
      return new Alarm(this, `${name}${suffix}`, {
        alarmName: `${this.#named(name)}${suffix}`,
        alarmDescription: alarmDescription(name, definition),
        metric,
        threshold,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: periods,
        datapointsToAlarm: periods,
        treatMissingData: silences[silence],
      });
    });
  }

  #rollback(alarms: readonly IAlarm[]): AlarmBase {
    const { name } = rollbackAlarm;
    return new CompositeAlarm(this, name, {
      compositeAlarmName: this.#named(name),
      alarmDescription: alarmDescription(name, rollbackAlarm),
      alarmRule: AlarmRule.anyOf(...alarms.map((each) => AlarmRule.fromAlarm(each, AlarmState.ALARM))),
    });
  }

  #named(name: AlarmName): string {
    return `latchkey-${this.#stage.name}-${name}`;
  }
}
