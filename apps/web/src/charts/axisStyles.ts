/** The writing of every axis. */
export const AXIS_TEXT = { fontSize: 12, fill: 'var(--mantine-color-dimmed)' };

/** The horizontal axis of every chart: names below a line. */
export const X_AXIS = { tick: AXIS_TEXT, tickLine: false, stroke: 'var(--line)' };

/** The vertical axis of every chart: names only, the lines of the grid lead to them. */
export const Y_AXIS = { tick: AXIS_TEXT, tickLine: false, axisLine: false };
