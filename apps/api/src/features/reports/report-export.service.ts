import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { ReportExportQuery, ReportResponse } from '@tenken/shared/reports.contract';
import { renderReportCsv } from './render-report-csv.js';
import { renderReportMarkdown } from './render-report-markdown.js';
import { ReportPrinterService } from './report-printer.service.js';
import { ReportService } from './reports.service.js';

const ENDINGS = { markdown: 'md', csv: 'csv', json: 'json', pdf: 'pdf' };

/** A report as a file. Nothing but what is stored goes into it, so it is the same for ever. */
@Injectable()
export class ReportExportService {
  constructor(
    private readonly reports: ReportService,
    private readonly printer: ReportPrinterService,
  ) {}

  /** @throws {DomainError} `pdf_unavailable` without a Chromium */
  async export(
    id: string,
    { format, language }: ReportExportQuery,
  ): Promise<{ fileName: string; body: AsyncIterable<string | Buffer> }> {
    const report = await this.reports.get(id);
    return {
      fileName: fileName(report, ENDINGS[format]),
      body: Readable.from(await this.render(report, format, language)),
    };
  }

  private async render(
    report: ReportResponse,
    format: ReportExportQuery['format'],
    language: ReportExportQuery['language'],
  ): Promise<Iterable<string | Buffer>> {
    if (format === 'pdf') return [await this.printer.print(report, language)];
    if (format === 'csv') return renderReportCsv(report.contents, language);
    if (format === 'json') return [`${JSON.stringify(report, null, 2)}\n`];
    return [renderReportMarkdown(report.contents, report.digest, language)];
  }
}

/** `report-12-fiscal_quarter-2026-07-01.pdf`: letters that every system takes. */
function fileName({ id, contents }: ReportResponse, ending: string): string {
  return `report-${id}-${contents.bucket}-${contents.period.fromDay}.${ending}`;
}
