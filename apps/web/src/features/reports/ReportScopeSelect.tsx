import { NativeSelect } from '@mantine/core';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';

/** Everything, one team, or one service with its components. */
export type ReportScopeChoice = { kind: 'all' } | { kind: 'team' | 'service'; id: string };

type Named = readonly { id: string; name: string }[];

/** As the API takes it. */
export function scopeBody(scope: ReportScopeChoice): { team?: string; service?: string } {
  return scope.kind === 'all' ? {} : { [scope.kind]: scope.id };
}

export function scopeText(t: Translator, scope: ReportScopeChoice, teams: Named, services: Named): string {
  if (scope.kind === 'all') return t('reports.scope.all');
  const name = (scope.kind === 'team' ? teams : services).find(({ id }) => id === scope.id)?.name ?? '…';
  return t(`reports.scope.${scope.kind}`, { name });
}

interface Props {
  value: ReportScopeChoice;
  teams: Named;
  services: Named;
  onChange(value: ReportScopeChoice): void;
}

/** What a report is about. */
export function ReportScopeSelect({ value, teams, services, onChange }: Props) {
  const t = useT();
  const optionOf = (kind: 'team' | 'service') => (one: { id: string; name: string }) => ({
    value: `${kind} ${one.id}`,
    label: one.name,
  });
  return (
    <NativeSelect
      label={t('reports.scope')}
      value={value.kind === 'all' ? 'all' : `${value.kind} ${value.id}`}
      onChange={(event) => {
        const [kind, id] = event.currentTarget.value.split(' ');
        onChange(
          (kind === 'team' || kind === 'service') && id !== undefined ? { kind, id } : { kind: 'all' },
        );
      }}
      data={[
        { value: 'all', label: t('reports.scope.all') },
        ...(teams.length > 0
          ? [{ group: t('reports.scope.teams'), items: teams.map(optionOf('team')) }]
          : []),
        ...(services.length > 0
          ? [{ group: t('reports.scope.services'), items: services.map(optionOf('service')) }]
          : []),
      ]}
    />
  );
}
