/** A small chart of bars, for a picture beside a table that says the same in figures. */
export interface BarChartView {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly bars: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly middle: number;
    readonly labelY: number;
    readonly label: string;
    readonly value: string;
    readonly valueY: number;
  }[];
}

const BAR = 48;
const GAP = 32;
const PLOT = 120;
/** Room for the figure above a bar, and for the label below it. */
const LINE = 22;

/** @param label what the chart is of: read in its place by who does not see it */
export const barChart = (
  label: string,
  values: readonly { readonly label: string; readonly value: number }[],
): BarChartView => {
  const highest = Math.max(1, ...values.map(({ value }) => value));
  return {
    label,
    width: values.length * (BAR + GAP) + GAP,
    height: PLOT + 2 * LINE,
    bars: values.map((one, index) => {
      const height = Math.round((one.value / highest) * PLOT);
      const x = GAP + index * (BAR + GAP);
      const y = LINE + PLOT - height;
      return {
        x,
        y,
        width: BAR,
        height,
        middle: x + BAR / 2,
        labelY: PLOT + 2 * LINE - 6,
        label: one.label,
        value: one.value.toLocaleString('it'),
        valueY: y - 6,
      };
    }),
  };
};
