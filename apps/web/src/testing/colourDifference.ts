/** Colours as people with and without colour vision deficiency see them, for the test of the palette. */
type Triple = readonly [number, number, number];

/** Severity 1.0 matrices on linear RGB: Machado, Oliveira, Fernandes (2009), table 1. */
export const VISIONS: Readonly<Record<string, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linearOf(hex: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function multiply(matrix: readonly Triple[], [a, b, c]: Triple): Triple {
  return matrix.map((row) =>
    Math.min(1, Math.max(0, row[0] * a + row[1] * b + row[2] * c)),
  ) as unknown as Triple;
}

/** Relative luminance and contrast as WCAG 2 defines them. */
export function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = linearOf(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** CIE L*a*b* under D65. */
function labOf(linear: Triple): Triple {
  const [r, g, b] = linear;
  const x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
  const y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b;
  const z = (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883;
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (841 / 108) * t + 4 / 29);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}

/** The CIEDE2000 difference of two colours seen with one of VISIONS. */
export function differenceSeen(one: string, other: string, vision: keyof typeof VISIONS): number {
  const matrix = VISIONS[vision] ?? [];
  return ciede2000(labOf(multiply(matrix, linearOf(one))), labOf(multiply(matrix, linearOf(other))));
}

/** Sharma, Wu, Dalal (2005): "The CIEDE2000 color-difference formula", equations 2 to 22. */
export function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const degrees = (radians: number) => ((radians * 180) / Math.PI + 360) % 360;
  const cosine = (angle: number) => Math.cos((angle * Math.PI) / 180);
  const seventh = (c: number) => Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  const meanChroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const stretch = 1 + 0.5 * (1 - seventh(meanChroma));
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
  const h1 = c1 === 0 ? 0 : degrees(Math.atan2(b1, a1 * stretch));
  const h2 = c2 === 0 ? 0 : degrees(Math.atan2(b2, a2 * stretch));
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const dl = l2 - l1;
  const dc = c2 - c1;
  const dh = 2 * Math.sqrt(c1 * c2) * Math.sin((turn * Math.PI) / 360);
  const l = (l1 + l2) / 2;
  const c = (c1 + c2) / 2;
  const apart = Math.abs(h1 - h2) > 180;
  const h = c1 * c2 === 0 ? h1 + h2 : apart ? ((h1 + h2 + 360) / 2) % 360 : (h1 + h2) / 2;
  const t =
    1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) - 0.2 * cosine(4 * h - 63);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const sc = 1 + 0.045 * c;
  const sh = 1 + 0.015 * c * t;
  const rotation = -Math.sin((60 * Math.exp(-(((h - 275) / 25) ** 2)) * Math.PI) / 180) * 2 * seventh(c);
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh));
}
