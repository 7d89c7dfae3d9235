import { Text } from '@mantine/core';
import type { HomeFollowUps } from '@tenken/shared/home.contract';
import { useT } from '../../i18n/useT.js';
import { OutcomeBadge } from '../../ui/OutcomeBadge.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { DueText } from './DueText.js';
import classes from './Home.module.css';
import { HomeBlock } from './HomeBlock.js';
import { HomeFigures } from './HomeFigures.js';
import { homeTargets } from './homeTargets.js';

interface Props {
  data: HomeFollowUps | null;
  onRetry(): void;
}

/** What reviews have left to do: open coverage gaps and open decisions. */
export function FollowUpsBlock({ data, onRetry }: Props) {
  const t = useT();
  return (
    <HomeBlock
      number={4}
      title={t('home.followUps')}
      data={data}
      onRetry={onRetry}
      isEmpty={(block) => block.gapsOpen + block.decisionsOpen + block.decisionsMeasured === 0}
      empty={t('home.followUps.none')}
    >
      {(block) => (
        <>
          <HomeFigures
            figures={[
              {
                label: t('home.followUps.gaps', { n: block.gapsOverdue }),
                value: block.gapsOpen,
                target: homeTargets.gaps(),
                definitionKey: 'coverage',
              },
              {
                label: t('home.followUps.decisions', { n: block.decisionsOverdue }),
                value: block.decisionsOpen,
                target: homeTargets.decisions(),
                definitionKey: 'decision_effect',
              },
              {
                label: t('home.followUps.measured'),
                value: block.decisionsMeasured,
                target: homeTargets.measured(),
                definitionKey: 'decision_effect',
              },
            ]}
          />
          <ul className={classes.rows}>
            {block.measured.map((decision) => (
              <li key={`measured ${decision.id}`} className={classes.row}>
                <div>
                  <RowsLink target={homeTargets.decision(decision.id)}>
                    {decision.ruleName ?? decision.id}
                  </RowsLink>
                  <Text size="xs" c="dimmed">
                    {t('home.followUps.measured.one')}
                    {t('ui.listSeparator')}
                    {t(`home.what.${decision.kind}`)}
                  </Text>
                </div>
                <div className={classes.aside}>
                  <OutcomeBadge outcome={decision.outcome} />
                </div>
              </li>
            ))}
            {block.items.map((item) => (
              <li key={`${item.kind} ${item.id}`} className={classes.row}>
                <div>
                  <RowsLink
                    target={
                      item.kind === 'decision'
                        ? homeTargets.decision(item.id)
                        : homeTargets.cell(item.subjectId, item.what)
                    }
                  >
                    {item.subject}
                  </RowsLink>
                  <Text size="xs" c="dimmed">
                    {t(`home.followUps.${item.kind}`)}
                    {t('ui.listSeparator')}
                    {t.optional(`home.what.${item.what}`) ?? item.what}
                    {t('ui.listSeparator')}
                    {item.owner ?? t('home.noOwner')}
                  </Text>
                </div>
                <div className={classes.aside}>
                  <DueText dueOn={item.dueOn} daysLeft={item.daysLeft} />
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </HomeBlock>
  );
}
