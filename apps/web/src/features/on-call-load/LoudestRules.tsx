import { Anchor, Group, Paper, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { OnCallLoadResponse } from '@tenken/shared/on-call-load.contract';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { BreakableName } from '../../ui/BreakableName.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { rowsTarget } from './onCallLoad.queries.js';

interface Props {
  topTen: NonNullable<OnCallLoadResponse['scorecard']>['topTen'];
  fired: number;
  rotation: string;
}

/** The ten rules to begin with. */
export function LoudestRules({ topTen, fired, rotation }: Props) {
  const t = useT();
  return (
    <Paper withBorder component="section" aria-labelledby="load-loudest">
      <Group p="sm" pb={4}>
        <Title order={2} size="h4" id="load-loudest">
          {t('onCallLoad.loudest')}
        </Title>
      </Group>
      {topTen.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm" pt={0}>
          {t('onCallLoad.loudest.empty')}
        </Text>
      ) : (
        <Table aria-label={t('onCallLoad.loudest')} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('onCallLoad.loudest.rule')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('onCallLoad.loudest.fired')}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t('onCallLoad.loudest.share')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {topTen.map((rule) => (
              <Table.Tr key={rule.id}>
                <Table.Th scope="row" fw={400}>
                  <Anchor
                    size="sm"
                    renderRoot={(props: object) => (
                      <Link {...props} to="/rules/$id" params={{ id: rule.id }} />
                    )}
                  >
                    <BreakableName name={rule.name} />
                  </Anchor>
                </Table.Th>
                <Table.Td ta="right">
                  <RowsLink target={rowsTarget(rotation, { rows: 'all', rule: rule.id })}>
                    {formatCount(rule.fired, t.language)}
                  </RowsLink>
                </Table.Td>
                <Table.Td ta="right">{formatShare(rule.fired / fired, t.language)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
}
