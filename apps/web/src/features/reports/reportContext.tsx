import { createContext, use } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';

export interface ReportView {
  id: string;
  timeZone: string;
  /** numbers lead to the rows that were stored; those of another reading have none */
  hasRows: boolean;
}

export const ReportContext = createContext<ReportView>({ id: '', timeZone: 'UTC', hasRows: false });

/** Where and how the parts of a report are shown. */
export function useReport(): ReportView & { t: Translator } {
  return { ...use(ReportContext), t: useT() };
}
