import { Button } from '@mantine/core';
import type { RuleGroup } from '@tenken/shared/review-agenda.contract';
import { memo } from 'react';
import { useT } from '../../i18n/useT.js';
import classes from './RulesTable.module.css';

interface Props {
  group: RuleGroup;
  reviewed: number;
  total: number;
  /** how many columns it stands over */
  columns: number;
  /** null: there is nothing to keep at once */
  onKeepRest: ((group: RuleGroup) => void) | null;
}

/** What the rules below have in common, and how many of them are done. */
export const GroupHeading = memo(function GroupHeading({
  group,
  reviewed,
  total,
  columns,
  onKeepRest,
}: Props) {
  const t = useT();
  return (
    <tr className={classes.group}>
      <th scope="rowgroup" colSpan={columns}>
        <span>
          <span className={classes.groupTitle}>{t(`reviews.group.${group}`)}</span>{' '}
          {t('reviews.group.progress', { reviewed, total })}
          <span className={classes.service}>{t(`reviews.group.${group}.hint`)}</span>
        </span>
        {onKeepRest !== null && reviewed < total && (
          <Button size="xs" variant="default" onClick={() => onKeepRest(group)}>
            {t('reviews.group.keepAll', { n: total - reviewed })}
          </Button>
        )}
      </th>
    </tr>
  );
});
