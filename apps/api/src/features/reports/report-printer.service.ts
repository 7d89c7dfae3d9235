import { Injectable } from '@nestjs/common';
import type { ReportExportQuery, ReportResponse } from '@tenken/shared/reports.contract';
import { PagePrinter } from '../../printing/page-printer.js';
import { printSession } from '../../printing/print-session.js';
import { SettingsService } from '../settings/settings.service.js';

const NOTHING = { items: [], nextCursor: null };

/** Prints the page of a report from what is stored, and from nothing else. */
@Injectable()
export class ReportPrinterService {
  constructor(
    private readonly printer: PagePrinter,
    private readonly settings: SettingsService,
  ) {}

  /** @throws {DomainError} `pdf_unavailable` without a Chromium, `pdf_busy`, `pdf_failed` */
  async print(report: ReportResponse, language: ReportExportQuery['language']): Promise<Buffer> {
    const { timeZone } = report.contents;
    return this.printer.print({
      path: `/reports/${report.id}?print=1&language=${language}`,
      answers: new Map<string, unknown>([
        ['/api/v1/session', printSession(language, timeZone)],
        [`/api/v1/reports/${report.id}`, report],
        ['/api/v1/settings', await this.settings.read()],
        ['/api/v1/teams', NOTHING],
        ['/api/v1/services', NOTHING],
      ]),
      language,
      timeZone,
      footer: report.digest.slice(0, 12),
      what: `report ${report.id}`,
    });
  }
}
