import { requireArgument } from './require-argument.js';

const halfLogTwoPi = 0.9189385332046728;

/** Lanczos coefficients for g = 607/128 (Godfrey 2001; Press et al., Numerical Recipes, 3rd ed., §6.1). */
const lanczos = [
  57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 3.399464998481189e-5,
  4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
  0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5,
  3.6899182659531625e-6,
];

/**
 * Natural logarithm of the gamma function for x > 0, to about 1e-15 of the larger of 1 and the value.
 * Lanczos below 15, Stirling's series above (Abramowitz & Stegun 6.1.41). RangeError for x ≤ 0.
 */
export function logGamma(x: number): number {
  requireArgument(x > 0, 'logGamma needs x > 0', x);
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x >= 15) {
    const s = 1 / (x * x);
    const tail =
      (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / x;
    return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + tail;
  }
  let sum = 0.9999999999999971;
  lanczos.forEach((coefficient, index) => {
    sum += coefficient / (x + index + 1);
  });
  const shifted = x + 607 / 128 + 0.5;
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((2.5066282746310007 * sum) / x);
}
