import { AppShell, Burger, NavLink, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useLocation } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useLiveUpdates } from '../api/useLiveUpdates.js';
import { useT } from '../i18n/useT.js';
import { useKeys } from '../keys/useKeys.js';
import { ErrorBoundary } from '../ui/ErrorBoundary.js';
import { useUndoKeys } from '../ui/undoToast.js';
import { useScope } from '../url/useScope.js';
import classes from './AppLayout.module.css';
import { NAVIGATION } from './navigation.js';
import { TopBar } from './TopBar.js';
import { useFreezeLink } from './useFreezeLink.js';

// Both open on a key press: their code need not be there when the page is.
const KeyHelp = lazy(() => import('../keys/KeyHelp.js').then((m) => ({ default: m.KeyHelp })));
const Palette = lazy(() => import('./Palette.js').then((m) => ({ default: m.Palette })));

/** The frame of every page: skip link, top bar with scope and range, navigation, content. */
export function AppLayout({ children }: { children: ReactNode }) {
  const t = useT();
  const location = useLocation();
  const scope = useScope();
  const freezeLink = useFreezeLink();
  const [navOpened, nav] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  const [paletteAsked, setPaletteAsked] = useState(0);
  const openPalette = () => setPaletteAsked((times) => times + 1);
  useLiveUpdates(true);
  useUndoKeys();
  useKeys(
    t('ui.keys.everywhere'),
    [
      { key: '?', label: t('app.help'), run: help.open },
      { key: 'Mod+K', label: t('app.palette.open'), run: openPalette },
      { key: 'y', label: t('app.freeze'), run: () => void freezeLink() },
      { key: 'c', label: t('app.compare.hint'), run: () => scope.setScope({ compare: !scope.compare }) },
    ],
    { everywhere: true },
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the page changes
  useEffect(() => nav.close(), [location.pathname]);

  return (
    <AppShell
      header={{ height: { base: 96, md: 56 } }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !navOpened } }}
      padding="md"
    >
      <a href="#content" className={classes.skip}>
        {t('app.skip')}
      </a>
      <AppShell.Header data-print="hidden">
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
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('app.nav')} data-print="hidden">
        <AppShell.Section grow component={ScrollArea}>
          {NAVIGATION.map((section) => {
            const active =
              section.to === '/' ? location.pathname === '/' : location.pathname.startsWith(section.to);
            return (
              <NavLink
                key={section.key}
                active={active}
                aria-current={active ? 'page' : undefined}
                label={t(`app.nav.${section.key}`)}
                leftSection={<section.icon size={18} stroke={1.6} aria-hidden />}
                renderRoot={(props) => <Link {...props} to={section.to as never} />}
              />
            );
          })}
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <ErrorBoundary resetKey={location.pathname}>{children}</ErrorBoundary>
      </AppShell.Main>
      <Suspense>
        {helpOpened && <KeyHelp opened onClose={help.close} />}
        {paletteAsked > 0 && <Palette asked={paletteAsked} />}
      </Suspense>
    </AppShell>
  );
}
