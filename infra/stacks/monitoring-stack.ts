import { CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmMetrics } from '../monitoring/alarm-metrics.ts';
import { AlarmTopic } from '../monitoring/alarm-topic.ts';
import type { GlobalWidgetsProps } from '../monitoring/global-widgets.ts';
import { StageAlarms } from '../monitoring/stage-alarms.ts';
import { StageDashboard } from '../monitoring/stage-dashboard.ts';
import type { Stage } from '../stage.ts';
import type { ServiceStack } from './service-stack.ts';

/** What is watched, and who is to be told. */
export interface MonitoringStackProps extends StackProps {
  readonly stage: Stage;
  readonly service: ServiceStack;
  /** Which of two regions it watches; default: the only one, or the first. */
  readonly role?: 'first' | 'second';
  /** What its dashboard shows of us-east-1. Default: nothing. */
  readonly global?: GlobalWidgetsProps | undefined;
}

/** The alarms of a stage in one region, its dashboard, the topic that they write to, and the stage's addresses behind it. */
export class MonitoringStack extends Stack {
  readonly topic: AlarmTopic;
  /** Those of the table, what rolls back last. */
  readonly alarms: StageAlarms['all'];

  constructor(
    scope: Construct,
    id: string,
    { stage, service, role = 'first', global, ...props }: MonitoringStackProps,
  ) {
    super(scope, id, props);
    // A function that goes is not held up by the alarm that still looks at it.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    this.topic = new AlarmTopic(this, 'Alarms', stage);
    const { functions, api, rollbackAlarms, keyWatch, sessionEnds, certificates } = service;
    const metrics = new AlarmMetrics(this, 'Metrics', {
      stage,
      functions,
      api,
      refreshQueues: keyWatch,
      sessionEndLetters: sessionEnds?.deadLetters,
      certificates,
    });
    const told = { stage, metrics, topic: this.topic, rollbackAlarms, role };
    this.alarms = new StageAlarms(this, 'Alarm', told).all;
    new StageDashboard(this, 'Dashboard', { stage, metrics, alarms: this.alarms, functions, role, global });
  }
}
