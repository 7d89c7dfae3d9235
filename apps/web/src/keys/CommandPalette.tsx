import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useT } from '../i18n/useT.js';
import { KeyCaps } from './KeyCaps.js';
import { shownBindings } from './KeyRegistry.js';
import { matchesWords } from './matchesWords.js';
import { useKeyScopes } from './useKeys.js';

export interface Command {
  id: string;
  label: string;
  /** Words in any language and reading that also find it. */
  aliases?: string;
  run(): void;
}

export interface CommandGroup {
  title: string;
  commands: readonly Command[];
}

const [store, palette] = createSpotlight();
export const openPalette = palette.open;

/** Ctrl/⌘+K: go anywhere and do anything of this page, with the key of each action beside it. */
export default function CommandPalette({ groups }: { groups: readonly CommandGroup[] }) {
  const t = useT();
  const scopes = useKeyScopes();
  const actions = useMemo(() => {
    const fromKeys = shownBindings(scopes).map((scope) => ({
      group: scope.title,
      actions: scope.bindings.map((binding) => {
        const first = [binding.key].flat()[0] ?? '';
        return {
          id: `key-${scope.title}-${first}`,
          label: binding.label,
          keywords: `${binding.aliases ?? ''} ${scope.title}`,
          // The dialog must be gone before the page's action runs, so that focus lands where the action puts it.
          onClick: () => setTimeout(() => binding.run(new KeyboardEvent('keydown', { key: first })), 0),
          rightSection: <KeyCaps combo={first} />,
        };
      }),
    }));
    const fromGroups = groups.map((group) => ({
      group: group.title,
      actions: group.commands.map((command) => ({
        id: command.id,
        label: command.label,
        keywords: `${command.aliases ?? ''} ${group.title}`,
        onClick: () => command.run(),
      })),
    }));
    // What one came for first: the page's own actions, then where to go, then what works everywhere.
    const everywhere = t('ui.keys.everywhere');
    const ofPage = fromKeys.filter((group) => group.group !== everywhere);
    const ofLayout = fromKeys.filter((group) => group.group === everywhere);
    return [...ofPage, ...fromGroups, ...ofLayout].filter((group) => group.actions.length > 0);
  }, [scopes, groups, t]);
  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      nothingFound={t('ui.palette.nothing')}
      scrollable
      title={t('app.palette.open')}
      classNames={{ header: 'visually-hidden' }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      maxHeight={420}
      limit={30}
      filter={(query, all) =>
        all
          .map((entry) =>
            'actions' in entry
              ? {
                  ...entry,
                  actions: entry.actions.filter((a) => matchesWords(query, `${a.label} ${a.keywords}`)),
                }
              : entry,
          )
          .filter((entry) => !('actions' in entry) || entry.actions.length > 0)
      }
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('ui.palette.placeholder'),
        'aria-label': t('ui.palette.placeholder'),
      }}
    />
  );
}
