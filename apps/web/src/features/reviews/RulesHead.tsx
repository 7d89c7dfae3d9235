import { memo } from 'react';
import { useT } from '../../i18n/useT.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import classes from './RulesTable.module.css';

/** The columns of the rules; one more to choose rows by for who may write. */
export const RulesHead = memo(function RulesHead({ mayWrite }: { mayWrite: boolean }) {
  const t = useT();
  return (
    <thead>
      <tr>
        {mayWrite && (
          <th scope="col">
            <span className="visually-hidden">{t('ui.table.select')}</span>
          </th>
        )}
        <th scope="col">
          <span className="visually-hidden">{t('reviews.rule.severity')}</span>
        </th>
        <th scope="col">{t('reviews.rule.name')}</th>
        <th scope="col">
          <span className={classes.head}>
            {t('reviews.rule.fired')} <DefinitionButton definitionKey="fired" />
          </span>
        </th>
        <th scope="col" className={`${classes.number} ${classes.wide}`}>
          <span className={classes.head}>
            {t('reviews.rule.actionable')} <DefinitionButton definitionKey="precision" />
          </span>
        </th>
        <th scope="col" className={`${classes.number} ${classes.wide}`}>
          {t('reviews.rule.night')}
        </th>
        <th scope="col" className={`${classes.number} ${classes.wide} ${classes.less}`}>
          {t('reviews.rule.median')}
        </th>
        <th scope="col" className={`${classes.wide} ${classes.less}`}>
          {t('reviews.rule.last')}
        </th>
        <th scope="col">{t('reviews.rule.verdict')}</th>
      </tr>
    </thead>
  );
});
