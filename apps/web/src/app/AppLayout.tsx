import { Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useLocation } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useLiveUpdates } from '../api/useLiveUpdates.js';
import { useT } from '../i18n/useT.js';
import { useKeys } from '../keys/useKeys.js';
import { ErrorBoundary } from '../ui/ErrorBoundary.js';
import { useUndoKeys } from '../ui/undoToast.js';
import classes from './AppLayout.module.css';
import { NAVIGATION, sectionTarget } from './navigation.js';
import { TopBar } from './TopBar.js';
import { useFocusOnNavigation } from './useFocusOnNavigation.js';
import { useFreezeLink } from './useFreezeLink.js';
import { useOwnLanguage } from './useOwnLanguage.js';

// Both open on a key press: their code need not be there when the page is.
const KeyHelp = lazy(() => import('../keys/KeyHelp.js').then((m) => ({ default: m.KeyHelp })));
const Palette = lazy(() => import('./Palette.js').then((m) => ({ default: m.Palette })));

/** The frame of every page: skip link, top bar with scope and range, navigation, content. */
export function AppLayout({ children }: { children: ReactNode }) {
  const t = useT();
  const pathname = useLocation({ select: (location) => location.pathname });
  const freezeLink = useFreezeLink();
  const [navOpened, nav] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  const [paletteAsked, setPaletteAsked] = useState(0);
  const openPalette = () => setPaletteAsked((times) => times + 1);
  useLiveUpdates(true);
  useUndoKeys();
  useFocusOnNavigation();
  useOwnLanguage();
  useKeys(
    t('ui.keys.everywhere'),
    [
      { key: '?', label: t('app.help'), run: help.open },
      { key: 'Mod+K', label: t('app.palette.open'), run: openPalette },
      { key: 'y', label: t('app.freeze'), run: () => void freezeLink() },
      { key: 'Escape', label: t('app.nav.close'), run: nav.close, when: navOpened, hidden: true },
    ],
    { everywhere: true },
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the page changes
  useEffect(() => nav.close(), [pathname]);

  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('app.skip')}
      </a>
      <header className={classes.header} data-print="hidden">
        <TopBar
          burger={
            <Burger
              opened={navOpened}
              onClick={nav.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t(navOpened ? 'app.nav.close' : 'app.nav.open')}
              aria-expanded={navOpened}
            />
          }
          onHelp={help.open}
          onPalette={openPalette}
        />
      </header>
      <nav
        className={classes.nav}
        aria-label={t('app.nav')}
        data-opened={navOpened || undefined}
        data-print="hidden"
      >
        {NAVIGATION.map((section) => {
          const active =
            section.to === '/'
              ? pathname === '/'
              : pathname.startsWith(section.to) || ('also' in section && pathname.startsWith(section.also));
          return (
            <Link
              key={section.key}
              {...sectionTarget(section)}
              className={classes.link}
              data-here={active || undefined}
              aria-current={active ? 'page' : undefined}
            >
              <section.icon size={18} stroke={1.6} aria-hidden />
              {t(`app.nav.${section.key}`)}
            </Link>
          );
        })}
      </nav>
      <main id="content" tabIndex={-1} className={classes.main}>
        <ErrorBoundary resetKey={pathname}>{children}</ErrorBoundary>
      </main>
      <Suspense>
        {helpOpened && <KeyHelp opened onClose={help.close} />}
        {paletteAsked > 0 && <Palette asked={paletteAsked} />}
      </Suspense>
    </div>
  );
}
