import { requireArgument } from './require-argument.js';

/** Rejects what does not lie strictly between 0 and 1 (RangeError): a confidence level, a quantile's share. */
export function requireOpenShare(name: string, value: number): void {
  requireArgument(value > 0 && value < 1, 'must lie between 0 and 1, both excluded', name, value);
}
