import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { savedViewsQuery } from '../features/saved-views/savedViews.queries.js';
import { useLanguage } from '../i18n/useT.js';
import CommandPalette, { openPalette } from '../keys/CommandPalette.js';
import { NAVIGATION, sectionTarget } from './navigation.js';

/** The command palette with the product's sections and preferences; opens each time `asked` grows. */
export function Palette({ asked }: { asked: number }) {
  const { t, language, setLanguage } = useLanguage();
  const navigate = useNavigate();
  const router = useRouter();
  const views = useQuery(savedViewsQuery).data;
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
            run: () => void navigate(sectionTarget(section)),
          })),
          {
            id: 'go-episodes',
            label: t('app.nav.episodes'),
            aliases: t('app.nav.episodes.aliases'),
            run: () => void navigate({ to: '/episodes' }),
          },
          {
            id: 'go-what-if',
            label: t('app.page.whatIf'),
            aliases: t('app.nav.whatIf.aliases'),
            run: () => void navigate({ to: '/what-if' }),
          },
        ],
      },
      {
        title: t('app.palette.views'),
        commands: (views ?? []).map((view) => ({
          id: `view-${view.id}`,
          label: t('app.palette.view', {
            page: t(`app.page.${view.page}`),
            name: view.name,
          }),
          aliases: `${t('app.palette.view.aliases')} ${view.teamName ?? ''}`,
          // By its text: a link would keep the scope that the page has now.
          run: () => router.history.push(`/${view.page}${view.search === '' ? '' : `?${view.search}`}`),
        })),
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
    [t, language, setLanguage, navigate, router, setColorScheme, views],
  );
  return <CommandPalette groups={groups} />;
}
