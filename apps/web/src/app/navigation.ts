import {
  IconAlertOctagon,
  IconBellCheck,
  IconChartLine,
  IconClipboardText,
  IconDatabaseImport,
  IconFileAnalytics,
  IconGridDots,
  IconHeadset,
  IconHome,
  IconListCheck,
  IconRulerMeasure,
  IconSettings,
} from '@tabler/icons-react';
import type { RowsTarget } from '../ui/RowsLink.js';

/** The sections of the product, in the order of the side bar; `also` begins the addresses of further pages of one. */
export const NAVIGATION = [
  { key: 'home', to: '/', icon: IconHome },
  { key: 'reviews', to: '/reviews', icon: IconBellCheck, also: '/decisions' },
  { key: 'actions', to: '/actions', icon: IconListCheck },
  { key: 'incidents', to: '/incidents', icon: IconAlertOctagon },
  { key: 'postmortems', to: '/postmortems', icon: IconClipboardText },
  { key: 'rules', to: '/rules', icon: IconRulerMeasure },
  { key: 'coverage', to: '/coverage', icon: IconGridDots },
  { key: 'onCall', to: '/on-call', icon: IconHeadset },
  { key: 'trends', to: '/trends', icon: IconChartLine },
  { key: 'reports', to: '/reports', icon: IconFileAnalytics },
  { key: 'data', to: '/data', icon: IconDatabaseImport },
  { key: 'settings', to: '/settings', icon: IconSettings },
] as const;

/** The page that a section begins with; one of tabs with its first. */
export function sectionTarget({ to }: (typeof NAVIGATION)[number]): RowsTarget {
  return to === '/data' || to === '/settings'
    ? { to: `${to}/{-$tab}` as const, params: { tab: undefined } }
    : { to };
}
