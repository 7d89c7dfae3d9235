import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useT } from '../../i18n/useT.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import classes from './Home.module.css';

interface Props<Data> {
  /** The digit that jumps here. */
  number: number;
  title: string;
  /** The whole list. */
  all?: RowsTarget;
  /** Null: the question could not be answered. */
  data: Data | null;
  onRetry(): void;
  /** Nothing due, in words; shown in place of the rows. */
  empty?: ReactNode;
  isEmpty(data: Data): boolean;
  children(data: Data): ReactNode;
}

/** One block of the home page; it can fail while the others stand. */
export function HomeBlock<Data>(props: Props<Data>) {
  const t = useT();
  const id = useId();
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-labelledby={id}
      id={`home-block-${props.number}`}
      tabIndex={-1}
      className={classes.block}
    >
      <Group justify="space-between" align="baseline" mb="sm" wrap="nowrap">
        <Title order={2} size="h4" id={id}>
          {props.title}
        </Title>
        {props.all && (
          <Text size="sm" component="div" className={classes.all}>
            <RowsLink target={props.all}>{t('home.all')}</RowsLink>
          </Text>
        )}
      </Group>
      {props.data === null ? (
        <Stack gap="xs" align="start" role="alert">
          <Group gap={6} wrap="nowrap">
            <IconPlugConnectedX size={18} aria-hidden />
            <Text size="sm">{t('home.block.failed')}</Text>
          </Group>
          <Button size="xs" variant="default" onClick={props.onRetry}>
            {t('ui.retry')}
          </Button>
        </Stack>
      ) : props.isEmpty(props.data) ? (
        <Text size="sm" c="dimmed" component="div" className={classes.inText}>
          {props.empty}
        </Text>
      ) : (
        props.children(props.data)
      )}
    </Paper>
  );
}
