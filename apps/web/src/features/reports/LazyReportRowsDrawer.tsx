import { lazyDialog } from '../../ui/lazyDialog.js';
import type { ReportRowsDrawerProps } from './ReportRowsDrawer.js';

/** The drawer with its code loaded when it first opens. */
export const LazyReportRowsDrawer = lazyDialog<ReportRowsDrawerProps>(() =>
  import('./ReportRowsDrawer.js').then((module) => module.ReportRowsDrawer),
);
