import {
  type CSSVariablesResolver,
  createTheme,
  darken,
  defaultVariantColorsResolver,
  parseThemeColor,
} from '@mantine/core';

/**
 * The theme that has no contrast failure in light or dark: one primary shade for both schemes (autoContrast
 * reads only the light one), and light, outline and subtle variants take their text from `--tone-<colour>`.
 */
const TONES = ['red', 'orange', 'yellow', 'blue', 'teal', 'gray'] as const;

const FONT =
  '"Noto Sans JP", "Hiragino Sans", "Yu Gothic UI", "Yu Gothic", Meiryo, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

export const theme = createTheme({
  autoContrast: true,
  luminanceThreshold: 0.18,
  primaryShade: 8,
  primaryColor: 'blue',
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK JP", monospace',
  headings: { fontFamily: FONT, fontWeight: '700' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    const colour = parseThemeColor({ color: input.color || input.theme.primaryColor, theme: input.theme });
    return colour.isThemeColor && ['light', 'outline', 'subtle'].includes(input.variant)
      ? { ...resolved, color: `var(--tone-${colour.color}, ${resolved.color})` }
      : resolved;
  },
  components: {
    Modal: { defaultProps: { overlayProps: { backgroundOpacity: 0.45 } } },
  },
});

export const cssVariablesResolver: CSSVariablesResolver = ({ colors }) => {
  const shade = (name: string, index: number) => colors[name]?.[index] ?? '#000000';
  const light: Record<string, string> = {
    '--mantine-color-dimmed': shade('gray', 7),
    '--mantine-color-placeholder': shade('gray', 7),
    '--mantine-color-error': shade('red', 9),
    '--mantine-color-anchor': shade('blue', 9),
  };
  const dark: Record<string, string> = {
    '--mantine-color-dimmed': shade('dark', 1),
    '--mantine-color-placeholder': shade('dark', 1),
    '--mantine-color-error': shade('red', 4),
    '--mantine-color-anchor': shade('blue', 4),
  };
  for (const tone of TONES) {
    light[`--tone-${tone}`] = darken(shade(tone, 9), tone === 'yellow' || tone === 'orange' ? 0.35 : 0.15);
    dark[`--tone-${tone}`] = shade(tone, 3);
  }
  return { variables: {}, light, dark };
};
