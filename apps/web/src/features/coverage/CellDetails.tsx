import { Anchor, Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CoverageCell, CoverageGap } from '@tenken/shared/coverage.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { cellGapsQuery } from './coverage.queries.js';
import { GapMenu } from './GapMenu.js';
import { GapStatus } from './GapStatus.js';
import { SignalPicker } from './SignalPicker.js';
import { StateSign } from './StateSign.js';
import { signalName } from './signalName.js';

export interface OpenCell {
  service: { id: string; name: string };
  cell: CoverageCell;
}

interface Props {
  open: OpenCell | null;
  timeZone: string;
  mayWrite: boolean;
  /** signals of the team's own that are in use */
  own: readonly string[];
  onClose(): void;
  onAdd(open: OpenCell): void;
  onAccept(open: OpenCell): void;
  onEditGap(gap: CoverageGap, what: 'edit' | 'close' | 'accept'): void;
}

/** What is known of one service and signal: rules, proof, gaps. */
export function CellDetails({ open, onClose, ...rest }: Props) {
  const t = useT();
  return (
    <Drawer
      opened={open !== null}
      onClose={onClose}
      position="right"
      size="md"
      title={
        open &&
        t('coverage.gap.subject', { service: open.service.name, signal: signalName(open.cell.signal, t) })
      }
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {open && <Details open={open} {...rest} />}
    </Drawer>
  );
}

function Details({
  open,
  timeZone,
  mayWrite,
  own,
  onAdd,
  onAccept,
  onEditGap,
}: Omit<Props, 'onClose'> & { open: OpenCell }) {
  const t = useT();
  const { cell, service } = open;
  const gaps = useQuery(cellGapsQuery(service.id, cell.signal));
  return (
    <Stack gap="md">
      <div>
        <StateSign state={cell.state} />
        <Text size="sm" c="dimmed">
          {t(`coverage.state.${cell.state}.text`)}
        </Text>
      </div>
      {cell.state === 'proven' && (
        <section>
          <Title order={3} size="h6">
            {t('coverage.cell.proof')}
          </Title>
          <Text size="sm" component="div">
            {cell.proof
              ? t.rich('coverage.cell.proof.text', {
                  rule: (
                    <Anchor
                      inherit
                      key="rule"
                      renderRoot={(props: object) => (
                        <Link {...props} to="/rules/$id" params={{ id: cell.proof!.alertRuleId }} />
                      )}
                    >
                      {cell.proof.ruleName}
                    </Anchor>
                  ),
                  incident: (
                    <Anchor
                      inherit
                      key="incident"
                      renderRoot={(props: object) => (
                        <Link {...props} to="/incidents/$id" params={{ id: cell.proof!.incidentId }} />
                      )}
                    >
                      {cell.proof.title}
                    </Anchor>
                  ),
                  at: formatInstant(cell.proof.at, { language: t.language, timeZone }),
                })
              : t('coverage.cell.proof.gap')}
          </Text>
        </section>
      )}
      <section>
        <Title order={3} size="h6">
          {t('coverage.cell.rules')}
        </Title>
        {cell.rules.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('coverage.cell.rules.none')}
          </Text>
        ) : (
          <Stack gap={2} component="ul" m={0} pl="md">
            {cell.rules.map((rule) => (
              <li key={rule.id}>
                <Anchor
                  inherit
                  renderRoot={(props: object) => <Link {...props} to="/rules/$id" params={{ id: rule.id }} />}
                >
                  {rule.name}
                </Anchor>
                {rule.signalOrigin === 'guessed' && (
                  <Text span size="xs" c="dimmed" ml={6}>
                    {t('coverage.cell.guessed')}
                  </Text>
                )}
                {mayWrite && (
                  <div>
                    <SignalPicker
                      rule={rule}
                      signal={rule.signalOrigin === 'human' ? cell.signal : null}
                      own={own}
                    />
                  </div>
                )}
              </li>
            ))}
          </Stack>
        )}
      </section>
      <section>
        <Title order={3} size="h6">
          {t('coverage.cell.gaps')}
        </Title>
        <DataState query={gaps} skeleton="text">
          {(items) =>
            items.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('coverage.cell.gaps.none')}
              </Text>
            ) : (
              <Stack gap="xs">
                {items.map((gap) => (
                  <Group key={gap.id} justify="space-between" wrap="nowrap" align="start">
                    <div>
                      <GapStatus gap={gap} timeZone={timeZone} />
                      <Text size="sm">{gap.expected}</Text>
                    </div>
                    {mayWrite && <GapMenu gap={gap} onEdit={onEditGap} />}
                  </Group>
                ))}
              </Stack>
            )
          }
        </DataState>
      </section>
      {mayWrite && (
        <Group>
          <Button size="xs" onClick={() => onAdd(open)}>
            {t('coverage.cell.add')}
          </Button>
          {(cell.state === 'none' || cell.state === 'untested') && (
            <Button size="xs" variant="default" onClick={() => onAccept(open)}>
              {t('coverage.cell.accept')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}
