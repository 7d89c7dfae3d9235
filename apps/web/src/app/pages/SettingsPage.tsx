import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useMay } from '../../api/session.js';
import { AuditPanel } from '../../features/audit/AuditPanel.js';
import { CalendarPanel } from '../../features/catalog/CalendarPanel.js';
import { ServicesPanel } from '../../features/catalog/ServicesPanel.js';
import { TeamsPanel } from '../../features/catalog/TeamsPanel.js';
import { ChatPanel } from '../../features/chat/ChatPanel.js';
import { ProfilePanel } from '../../features/profile/ProfilePanel.js';
import { GeneralPanel } from '../../features/settings/GeneralPanel.js';
import { TokensPanel } from '../../features/tokens/TokensPanel.js';
import { PeoplePanel } from '../../features/users/PeoplePanel.js';
import { useT } from '../../i18n/useT.js';
import { useNow } from '../../time/NowProvider.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { teamOptionsQuery } from '../scopeOptions.js';
import { sourceOptionsQuery } from '../sourceOptions.js';
import { NotFoundPage } from './NotFoundPage.js';
import classes from './SettingsPage.module.css';

const TABS = [
  'you',
  'people',
  'tokens',
  'teams',
  'services',
  'calendar',
  'chat',
  'general',
  'audit',
] as const;
type Tab = (typeof TABS)[number];
const ADMIN_TABS: readonly Tab[] = ['tokens', 'audit'];

const route = getRouteApi('/settings/{-$tab}');

/** Settings, one section at a time; the section and its filters are in the address. */
export function SettingsPage() {
  const t = useT();
  const isAdmin = useMay('admin');
  const { tab = 'you' } = route.useParams();
  const current = TABS.find((name) => name === tab);
  const tabs = TABS.filter((name) => isAdmin || !ADMIN_TABS.includes(name));
  if (current === undefined) return <NotFoundPage />;
  return (
    <>
      <PageHeader title={t('settings.title')} />
      <div className={classes.layout}>
        <nav className={classes.tabs} aria-label={t('settings.sections')} data-print="hidden">
          {tabs.map((name) => (
            <Link
              key={name}
              to="/settings/{-$tab}"
              params={{ tab: name }}
              className={classes.tab}
              aria-current={name === current ? 'page' : undefined}
            >
              {t(`settings.tab.${name}`)}
            </Link>
          ))}
        </nav>
        <div>
          {ADMIN_TABS.includes(current) && !isAdmin ? (
            <EmptyNote title={t('settings.adminOnly')} hint={t('settings.adminOnly.hint')} />
          ) : (
            PANELS[current]()
          )}
        </div>
      </div>
    </>
  );
}

const PANELS: Record<Tab, () => ReactNode> = {
  you: () => <ProfilePanel />,
  people: () => <PeoplePanel />,
  tokens: () => <TokensTab />,
  teams: () => <TeamsTab />,
  services: () => <ServicesTab />,
  calendar: () => <CalendarTab />,
  chat: () => <ChatTab />,
  general: () => <GeneralPanel />,
  audit: () => <AuditTab />,
};

function ChatTab() {
  const teams = useQuery(teamOptionsQuery).data ?? [];
  const { timeZone } = useScope();
  return <ChatPanel teams={teams} timeZone={timeZone} />;
}

function TokensTab() {
  const sources = useQuery(sourceOptionsQuery).data;
  const names = useMemo(() => new Map((sources ?? []).map(({ id, name }) => [id, name])), [sources]);
  return <TokensPanel sourceNames={names} />;
}

function TeamsTab() {
  const { archived } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <TeamsPanel
      archived={archived ?? false}
      onArchivedChange={(value) =>
        void navigate({ search: (old) => ({ ...old, archived: value || undefined }), replace: true })
      }
    />
  );
}

function ServicesTab() {
  const { q, ofTeam, archived } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ServicesPanel
      filter={{ q, ofTeam, archived }}
      onFilterChange={(filter) =>
        void navigate({
          search: (old) => ({ ...old, q: undefined, ofTeam: undefined, archived: undefined, ...filter }),
          replace: true,
        })
      }
    />
  );
}

function CalendarTab() {
  const { calendar = 'JP', year } = route.useSearch();
  const navigate = route.useNavigate();
  const thisYear = useNow().getUTCFullYear();
  return (
    <CalendarPanel
      calendar={calendar}
      year={year ?? thisYear}
      onChange={(to) => void navigate({ search: (old) => ({ ...old, ...to }), replace: true })}
    />
  );
}

function AuditTab() {
  const { actor, subjectType, subjectId } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <AuditPanel
      filter={{ actor, subjectType, subjectId }}
      onFilterChange={(filter) =>
        void navigate({
          search: (old) => ({
            ...old,
            actor: undefined,
            subjectType: undefined,
            subjectId: undefined,
            ...filter,
          }),
          replace: true,
        })
      }
    />
  );
}
