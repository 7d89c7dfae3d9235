/** One figure with its name, in two columns. */
export function printFigure(name: string, value: string): void {
  process.stdout.write(`  ${name.padEnd(66)}${value.padStart(18)}\n`);
}

export const whole = (value: number) => Math.round(value).toLocaleString('en');
export const ratio = (value: number) => value.toFixed(2);
export const ms = (value: number) => `${value.toFixed(1)} ms`;
export const microseconds = (seconds: number) => `${Math.round(seconds * 1e6)} µs`;
