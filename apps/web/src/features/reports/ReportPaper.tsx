import { Title } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReactNode } from 'react';
import classes from './Report.module.css';
import { ReportActionItems, ReportActionItemTables } from './ReportActionItems.js';
import { ReportChangesSince } from './ReportChangesSince.js';
import { ReportDurations } from './ReportDurations.js';
import { ReportFindings } from './ReportFindings.js';
import { ReportAlerts, ReportFollowUp } from './ReportFollowUp.js';
import { ReportHead } from './ReportHead.js';
import { ReportIncidents, ReportIncidentTables } from './ReportIncidents.js';
import { ReportMethod } from './ReportMethod.js';
import { ReportMorePairs, ReportRecurrence } from './ReportRecurrence.js';
import { ReportSection } from './ReportSection.js';
import { useReport } from './reportContext.js';

interface Props {
  contents: ReportContents;
  /** null for a reading that is not stored */
  stored: { digest: string; intact: boolean } | null;
  picture: string;
  onPicture(metric: string): void;
  /** stands before the findings: what is special about this reading */
  children?: ReactNode;
}

/** A report as it is read and printed. */
export function ReportPaper({ contents, stored, picture, onPicture, children }: Props) {
  const { t } = useReport();
  return (
    <article className={classes.paper}>
      <Title order={1} size="h2" tabIndex={-1} id="page-title">
        {t('report.title', { period: contents.period.name[t.language] })}
      </Title>
      <ReportHead contents={contents} stored={stored} />
      {children}
      <ReportFindings findings={contents.findings} />
      <ReportIncidents contents={contents} />
      <ReportDurations contents={contents} picture={picture} onPicture={onPicture} />
      <ReportRecurrence contents={contents} />
      <ReportActionItems contents={contents} />
      <ReportFollowUp contents={contents} />
      {stored !== null && <ReportChangesSince contents={contents} />}
      <div className={classes.appendix}>
        <Title order={2} size="h3" className={classes.appendixTitle}>
          {t('report.appendix')}
        </Title>
        <ReportSection id="report-incident-tables" title={t('report.incidents')}>
          <ReportIncidentTables contents={contents} part="appendix" />
        </ReportSection>
        <ReportMorePairs contents={contents} />
        <ReportActionItemTables contents={contents} />
        <ReportAlerts contents={contents} />
        <ReportMethod contents={contents} />
      </div>
    </article>
  );
}
