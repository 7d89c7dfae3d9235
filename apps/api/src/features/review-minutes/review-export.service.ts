import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@tenken/shared/identity.contract';
import type { ReviewExportQuery } from '@tenken/shared/review-record.contract';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { renderChatText } from './render-chat-text.js';
import { renderMinutes } from './render-minutes.js';
import { renderVerdictsCsv } from './render-verdicts-csv.js';
import { type MinutesContents, ReviewMinutesService } from './review-minutes.service.js';
import { ReviewPrinterService } from './review-printer.service.js';

const FILES: Record<ReviewExportQuery['format'], string> = {
  markdown: 'minutes.md',
  pdf: 'minutes.pdf',
  text: 'minutes.txt',
  csv: 'verdicts.csv',
};

/** A review as a file. */
@Injectable()
export class ReviewExportService {
  constructor(
    private readonly reviews: ReviewMinutesService,
    private readonly printer: ReviewPrinterService,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @throws {DomainError} `pdf_unavailable` without a Chromium */
  async export(
    id: string,
    query: ReviewExportQuery,
  ): Promise<{ fileName: string; body: Iterable<string | Buffer> }> {
    const contents = await this.reviews.contents(id);
    const language = query.language ?? contents.room.language;
    return {
      fileName: `review-${id}-${FILES[query.format]}`,
      body: await this.render(contents, query.format, language),
    };
  }

  private async render(
    contents: MinutesContents,
    format: ReviewExportQuery['format'],
    language: Language,
  ): Promise<Iterable<string | Buffer>> {
    if (format === 'pdf') return [await this.printer.print(contents, language)];
    if (format === 'csv') return renderVerdictsCsv(contents.room, language);
    if (format === 'markdown') return [renderMinutes(contents, language)];
    const url = `${this.env.PUBLIC_URL}/reviews/${contents.room.id}/record`;
    return [`${renderChatText(contents, { what: 'minutes', language, flavor: 'plain', url })}\n`];
  }
}
