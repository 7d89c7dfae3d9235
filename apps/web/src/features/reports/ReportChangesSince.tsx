import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import { formatInstant } from '../../time/formatInstant.js';
import { groupLabels } from './figureWords.js';
import { ReportDifferences } from './ReportDifferences.js';
import { ReportSection } from './ReportSection.js';
import { useReport } from './reportContext.js';

/** What changed in the data since the last report of the same kind: late, corrected, gone; and how that one would have read. */
export function ReportChangesSince({ contents }: { contents: ReportContents }) {
  const { t, timeZone } = useReport();
  const { changes } = contents;
  return (
    <ReportSection id="report-changes" title={t('report.changes')}>
      {changes === null ? (
        <Text component="p">{t('report.changes.first')}</Text>
      ) : (
        <>
          <Text component="p">
            <Anchor
              inherit
              underline="always"
              renderRoot={(props: object) => (
                <Link {...props} to="/reports/$id" params={{ id: changes.reportId }} search={{}} />
              )}
            >
              {t('report.changes.last', {
                period: changes.period.name[t.language],
                at: formatInstant(changes.madeAt, { language: t.language, timeZone }),
              })}
            </Anchor>{' '}
            {t('report.changes.counts', { ...changes.counts })}
          </Text>
          {(changes.figures.length > 0 || changes.rowsTotal > 0) && (
            <ReportDifferences
              figures={changes.figures}
              rows={changes.rows}
              rowsTotal={changes.rowsTotal}
              names={groupLabels(contents)}
              wasTitle={t('report.changes.was')}
              nowTitle={t('report.changes.now')}
            />
          )}
        </>
      )}
    </ReportSection>
  );
}
