import { Text } from '@mantine/core';
import type { HomeActions } from '@tenken/shared/home.contract';
import { useT } from '../../i18n/useT.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { DueText } from './DueText.js';
import classes from './Home.module.css';
import { HomeBlock } from './HomeBlock.js';
import { HomeFigures } from './HomeFigures.js';
import { homeTargets } from './homeTargets.js';

interface Props {
  data: HomeActions | null;
  onRetry(): void;
}

/** The reader's action items, the overdue ones first. */
export function ActionsBlock({ data, onRetry }: Props) {
  const t = useT();
  return (
    <HomeBlock
      number={1}
      title={t('home.actions')}
      all={homeTargets.mine()}
      data={data}
      onRetry={onRetry}
      isEmpty={(block) => block.allOpen === 0}
      empty={t('home.actions.none')}
    >
      {(block) => (
        <>
          <HomeFigures
            figures={[
              {
                label: t('home.actions.overdue'),
                value: block.mineOverdue,
                target: homeTargets.mine('overdue'),
                definitionKey: 'overdue',
              },
              {
                label: t('home.actions.dueSoon'),
                value: block.mineDueSoon,
                target: homeTargets.mine('due_soon'),
              },
              { label: t('home.actions.open'), value: block.mineOpen, target: homeTargets.mine() },
              {
                label: t('home.actions.allOverdue'),
                value: block.allOverdue,
                target: homeTargets.allActions('overdue'),
                definitionKey: 'overdue',
              },
            ]}
          />
          {block.items.length === 0 ? (
            <Text size="sm" c="dimmed" component="div" className={classes.inText}>
              {t.rich('home.actions.noneMine', {
                n: block.allOpen,
                link: (parts) => <RowsLink target={homeTargets.allActions()}>{parts}</RowsLink>,
              })}
            </Text>
          ) : (
            <ul className={classes.rows}>
              {block.items.map((item) => (
                <li key={item.id} className={classes.row}>
                  <div>
                    <RowsLink target={homeTargets.action(item.id)}>{item.title}</RowsLink>
                    {item.incidentId !== null && (
                      <Text size="xs" c="dimmed" component="div" className={classes.inText}>
                        {t.rich('home.actions.from', {
                          incident: (
                            <RowsLink target={homeTargets.incident(item.incidentId)}>
                              {item.incidentTitle}
                            </RowsLink>
                          ),
                        })}
                      </Text>
                    )}
                  </div>
                  <div className={classes.aside}>
                    <DueText dueOn={item.dueOn} daysLeft={item.daysLeft} />
                  </div>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </HomeBlock>
  );
}
