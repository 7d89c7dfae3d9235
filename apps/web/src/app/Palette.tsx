import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useLanguage } from '../i18n/useT.js';
import CommandPalette, { openPalette } from '../keys/CommandPalette.js';
import { NAVIGATION } from './navigation.js';

/** The command palette with the product's sections and preferences; opens each time `asked` grows. */
export function Palette({ asked }: { asked: number }) {
  const { t, language, setLanguage } = useLanguage();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (asked > 0) openPalette();
  }, [asked]);
  const groups = useMemo(
    () => [
      {
        title: t('app.palette.pages'),
        commands: [
          ...NAVIGATION.map((section) => ({
            id: `go-${section.key}`,
            label: t(`app.nav.${section.key}`),
            aliases: t(`app.nav.${section.key}.aliases`),
            run: () => void navigate({ to: section.to as never }),
          })),
          {
            id: 'go-episodes',
            label: t('app.nav.episodes'),
            aliases: t('app.nav.episodes.aliases'),
            run: () => void navigate({ to: '/episodes' }),
          },
        ],
      },
      {
        title: t('app.palette.preferences'),
        commands: [
          {
            id: 'language',
            label: t('app.language.switch'),
            aliases: t('app.language.aliases'),
            run: () => void setLanguage(language === 'en' ? 'ja' : 'en'),
          },
          ...(['light', 'dark', 'auto'] as const).map((scheme) => ({
            id: `colour-${scheme}`,
            label: `${t('app.colour')}: ${t(`app.colour.${scheme}`)}`,
            aliases: t('app.colour.aliases'),
            run: () => setColorScheme(scheme),
          })),
        ],
      },
    ],
    [t, language, setLanguage, navigate, setColorScheme],
  );
  return <CommandPalette groups={groups} />;
}
