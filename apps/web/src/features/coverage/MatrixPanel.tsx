import { Alert, Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { CELL_STATES, type CoverageCell, type CoverageResponse } from '@tenken/shared/coverage.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { DataState, type QueryLike } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { CoverageMatrix } from './CoverageMatrix.js';
import classes from './MatrixPanel.module.css';
import { ownSignals } from './ownSignals.js';
import { SignalPicker } from './SignalPicker.js';
import { StateSign } from './StateSign.js';

interface Props {
  query: QueryLike<CoverageResponse>;
  mayWrite: boolean;
  onOpen(serviceId: string, cell: CoverageCell): void;
  onAdd(serviceId: string, cell: CoverageCell): void;
  onAccept(serviceId: string, cell: CoverageCell): void;
}

/** The matrix with its legend, and the rules that are in no cell. */
export function MatrixPanel({ query, mayWrite, onOpen, onAdd, onAccept }: Props) {
  const t = useT();
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="coverage-matrix">
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h4" id="coverage-matrix">
          {t('coverage.matrix')}{' '}
          <DefinitionButton definitionKey="coverage" answered={query.data?.definition} />
        </Title>
      </Group>
      <DataState
        query={query}
        isEmpty={(matrix) => matrix.services.length === 0}
        empty={{
          title: t('coverage.matrix.empty'),
          hint: t('coverage.matrix.empty.hint'),
          action: (
            <Anchor
              renderRoot={(props: object) => (
                <Link {...props} to="/settings/{-$tab}" params={{ tab: 'services' }} />
              )}
            >
              {t('coverage.matrix.empty.action')}
            </Anchor>
          ),
        }}
      >
        {(matrix) => (
          <Stack gap="sm">
            <Legend matrix={matrix} />
            <Text size="xs" c="dimmed" data-print="hidden">
              {t('coverage.matrix.help')}
            </Text>
            <CoverageMatrix
              matrix={matrix}
              mayWrite={mayWrite}
              onOpen={(service, cell) => onOpen(service.id, cell)}
              onAdd={(service, cell) => onAdd(service.id, cell)}
              onAccept={(service, cell) => onAccept(service.id, cell)}
            />
            {matrix.unmapped.length > 0 && (
              <Unmapped rules={matrix.unmapped} own={ownSignals(matrix)} mayWrite={mayWrite} />
            )}
          </Stack>
        )}
      </DataState>
    </Paper>
  );
}

/** Every sign with its meaning and how many cells are in that state. */
function Legend({ matrix }: { matrix: CoverageResponse }) {
  const t = useT();
  return (
    <ul className={classes.legend} aria-label={t('coverage.matrix.legend')}>
      {CELL_STATES.map((state) => (
        <li key={state}>
          <StateSign state={state} />
          <Text span size="sm" fw={700}>
            {matrix.counts[state] === 0 ? (
              '0'
            ) : (
              <RowsLink target={{ to: '/coverage', search: { state } }}>
                {matrix.counts[state].toLocaleString(t.language)}
              </RowsLink>
            )}
          </Text>
          <Text span size="xs" c="dimmed">
            {t(`coverage.state.${state}.text`)}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function Unmapped({
  rules,
  own,
  mayWrite,
}: {
  rules: CoverageResponse['unmapped'];
  own: readonly string[];
  mayWrite: boolean;
}) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  return (
    <Alert
      color="yellow"
      icon={<IconHelpCircle aria-hidden />}
      title={t('coverage.unmapped', { n: rules.length })}
      role="note"
    >
      <Text size="sm">{t('coverage.unmapped.hint')}</Text>
      <Button
        size="compact-sm"
        variant="default"
        mt={6}
        aria-expanded={opened}
        onClick={() => setOpened((was) => !was)}
      >
        {opened ? t('coverage.unmapped.hide') : t('coverage.unmapped.show')}
      </Button>
      {opened && (
        <Stack gap={2} component="ul" mt={6} mb={0} pl="md">
          {rules.map((rule) => (
            <li key={rule.id}>
              <Anchor
                renderRoot={(props: object) => <Link {...props} to="/rules/$id" params={{ id: rule.id }} />}
              >
                {rule.name}
              </Anchor>{' '}
              ({rule.serviceName ?? t('coverage.unmapped.noService')}){' '}
              {mayWrite && <SignalPicker rule={rule} signal={null} own={own} />}
            </li>
          ))}
        </Stack>
      )}
    </Alert>
  );
}
