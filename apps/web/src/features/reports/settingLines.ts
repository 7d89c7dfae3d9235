import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { Translator } from '../../i18n/createTranslator.js';

const NAMES = {
  recurrenceLookBackDays: 'report.setting.recurrenceLookBackDays',
  actionItemTargetDays: 'report.setting.actionItemTargetDays',
  postmortemCriteria: 'report.setting.postmortemCriteria',
  fiscalYearStartsIn: 'report.setting.fiscalYearStartsIn',
} as const;

const CRITERIA = {
  severities: 'report.setting.severities',
  ttrOverMinutes: 'report.setting.ttrOverMinutes',
  detectedByPerson: 'report.setting.detectedByPerson',
  userImpact: 'report.setting.userImpact',
  dataLoss: 'report.setting.dataLoss',
  responderSteppedIn: 'report.setting.responderSteppedIn',
  money: 'report.setting.money',
  stakeholderAsked: 'report.setting.stakeholderAsked',
} as const;

/**
 * The settings that were in force when a report was made, a line each. A frozen report may hold settings that are not
 * known any more: those are shown as they are stored.
 */
export function settingLines(
  settings: ReportContents['settings'],
  t: Translator,
): [name: string, value: string][] {
  return settings.map(({ key, value }) => [isName(key) ? t(NAMES[key]) : key, valueText(value, t)]);
}

function isName(key: string): key is keyof typeof NAMES {
  return Object.hasOwn(NAMES, key);
}

function isCriterion(key: string): key is keyof typeof CRITERIA {
  return Object.hasOwn(CRITERIA, key);
}

function valueText(value: unknown, t: Translator): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value)
    .flatMap(([key, part]) => {
      const isOff = part === false || part === null || (Array.isArray(part) && part.length === 0);
      if (isOff) return [];
      const text = Array.isArray(part) ? part.join(', ') : String(part);
      return [isCriterion(key) ? t(CRITERIA[key], { value: text }) : `${key} ${text}`];
    })
    .join(t('ui.listSeparator'));
}
