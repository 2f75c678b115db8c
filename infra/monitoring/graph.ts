import { GraphWidget, type IMetric, LegendPosition } from 'aws-cdk-lib/aws-cloudwatch';

/** The colour of what is well. */
export const green = '#2ca02c';

/** The colour of what is not. */
export const red = '#d62728';

/** A graph of the dashboard that begins at 0. */
export function graph(title: string, width: number, left: IMetric[], stacked = false): GraphWidget {
  return new GraphWidget({
    title,
    width,
    height: 6,
    left,
    stacked,
    leftYAxis: { min: 0, showUnits: false },
    legendPosition: LegendPosition.BOTTOM,
  });
}
