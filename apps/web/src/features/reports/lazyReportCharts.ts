import { lazy } from 'react';

const loadDistribution = () => import('./ReportDistribution.js');
const loadActions = () => import('./ReportActionCharts.js');

/** Resolves when everything that draws is there: Recharts is heavier than the rest of a report, whose words need not wait. */
export const loadReportCharts = (): Promise<unknown> => Promise.all([loadDistribution(), loadActions()]);

export const ReportDistribution = lazy(() =>
  loadDistribution().then((m) => ({ default: m.ReportDistribution })),
);
export const ReportActionCharts = lazy(() => loadActions().then((m) => ({ default: m.ReportActionCharts })));
