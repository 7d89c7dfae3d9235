import { Button, Group } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useT } from '../i18n/useT.js';

const SECTIONS = [
  { to: '/reviews', label: 'decisions.tab.sessions' },
  { to: '/decisions', label: 'decisions.tab.decisions' },
  { to: '/decisions/changes', label: 'decisions.tab.changes' },
] as const;

/** The pages of the section "Reviews": sessions, what they decided, and what was changed without them. */
export function ReviewSections() {
  const t = useT();
  const { pathname } = useLocation();
  // the longest: a change is not one of the decisions
  const within = SECTIONS.findLast(({ to }) => pathname.startsWith(to))?.to;
  return (
    <Group component="nav" gap={6} mb="md" aria-label={t('app.nav.reviews')} data-print="hidden">
      {SECTIONS.map(({ to, label }) => (
        <Button
          key={to}
          size="xs"
          variant={to === within ? 'light' : 'subtle'}
          color={to === within ? undefined : 'gray'}
          renderRoot={(props: object) => (
            <Link {...props} to={to} aria-current={pathname === to ? 'page' : undefined} />
          )}
        >
          {t(label)}
        </Button>
      ))}
    </Group>
  );
}
