import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmBase,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { AlarmMetrics } from './alarm-metrics.ts';
import {
  type AlarmDefinition,
  type AlarmName,
  alarmDescription,
  alarmTable,
  rollbackAlarm,
} from './alarm-table.ts';

/** What a stage's alarms are made from. */
export interface StageAlarmsProps {
  readonly stage: Stage;
  readonly metrics: AlarmMetrics;
  readonly topic: ITopic;
  readonly rollbackAlarms: readonly IAlarm[];
  /** Which of two regions they watch. */
  readonly role: 'first' | 'second';
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
    const made = Object.entries(alarmTable).flatMap(([name, definition]: [string, AlarmDefinition]) =>
      role === 'second' && definition.firstRegionOnly
        ? []
        : this.#make(name as AlarmName, definition, metrics),
    );
    this.all = [...made, this.#rollback(rollbackAlarms)];
    const action = new SnsAction(topic);
    for (const alarm of this.all) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }

  #make(name: AlarmName, definition: AlarmDefinition, metrics: AlarmMetrics): AlarmBase[] {
    const { source, threshold, periodMinutes, periods = 1, silence = 'fine' } = definition;
    const metric = metrics.of(source, Duration.minutes(periodMinutes));
    if (metric === undefined) return [];
    const alarm = new Alarm(this, name, {
      alarmName: this.#named(name),
      alarmDescription: alarmDescription(name, definition),
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: silences[silence],
    });
    return [alarm];
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
