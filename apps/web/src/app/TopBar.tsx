import { ActionIcon, Button, Group, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLanguage, IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/useT.js';
import classes from './AppLayout.module.css';
import { RangePicker } from './RangePicker.js';
import { SampleBadge } from './SampleBadge.js';
import { ScopePicker } from './ScopePicker.js';
import { UserMenu } from './UserMenu.js';

interface Props {
  burger: ReactNode;
  onHelp(): void;
  onPalette(): void;
}

/** Brand, scope, range, compare; search, help, language, colours, account. */
export function TopBar({ burger, onHelp, onPalette }: Props) {
  const { t, language, setLanguage } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const other = language === 'en' ? 'ja' : 'en';
  const schemeLabel = `${t('app.colour')}: ${t(dark ? 'app.colour.light' : 'app.colour.dark')}`;
  return (
    <div className={classes.bar}>
      {burger}
      <Link to="/" className={classes.brand}>
        {t('app.name')}
      </Link>
      <Group gap={6} wrap="nowrap" className={classes.scope} role="group" aria-label={t('app.scope.group')}>
        <ScopePicker />
        <RangePicker />
      </Group>
      <span className={classes.grow} />
      <SampleBadge />
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          onClick={onPalette}
          title={`${t('app.palette.open')} (Ctrl+K)`}
          aria-label={t('app.palette.open')}
        >
          <IconSearch size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          onClick={onHelp}
          title={`${t('app.help')} (?)`}
          aria-label={t('app.help')}
        >
          <IconKeyboard size={18} aria-hidden />
        </ActionIcon>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          h={32}
          lang={other}
          leftSection={<IconLanguage size={16} aria-hidden />}
          onClick={() => void setLanguage(other)}
          aria-label={t('app.language.switch')}
        >
          <span className={classes.wide}>{t(`app.language.${other}`)}</span>
        </Button>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          onClick={() => setColorScheme(dark ? 'light' : 'dark')}
          title={schemeLabel}
          aria-label={schemeLabel}
        >
          {dark ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
        </ActionIcon>
        <UserMenu />
      </Group>
    </div>
  );
}
