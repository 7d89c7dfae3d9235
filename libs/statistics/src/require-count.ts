import { requireArgument } from './require-argument.js';

/** Rejects what is not a whole number from 0 to 2^53 − 1 (RangeError). */
export function requireCount(name: string, value: number): void {
  requireArgument(Number.isSafeInteger(value) && value >= 0, 'must be a whole number ≥ 0', name, value);
}
