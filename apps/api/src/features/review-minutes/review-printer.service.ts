import { Injectable } from '@nestjs/common';
import type { Language } from '@tenken/shared/identity.contract';
import { PagePrinter } from '../../printing/page-printer.js';
import { printSession } from '../../printing/print-session.js';
import { SettingsService } from '../settings/settings.service.js';
import { renderMinutes } from './render-minutes.js';
import type { MinutesContents } from './review-minutes.service.js';

const NOTHING = { items: [], nextCursor: null };

/** Prints the minutes: the page of the record with the same text that is handed out as Markdown. */
@Injectable()
export class ReviewPrinterService {
  constructor(
    private readonly printer: PagePrinter,
    private readonly settings: SettingsService,
  ) {}

  /** @throws {DomainError} `pdf_unavailable` without a Chromium, `pdf_busy`, `pdf_failed` */
  async print(contents: MinutesContents, language: Language): Promise<Buffer> {
    const { room } = contents;
    return this.printer.print({
      path: `/reviews/${room.id}/record?print=1&minutes=${language}`,
      answers: new Map<string, unknown>([
        ['/api/v1/session', printSession(language, room.timeZone)],
        [`/api/v1/reviews/${room.id}`, room],
        [`/api/v1/reviews/${room.id}/minutes`, renderMinutes(contents, language)],
        ['/api/v1/settings', await this.settings.read()],
        ['/api/v1/teams', NOTHING],
        ['/api/v1/services', NOTHING],
      ]),
      language,
      timeZone: room.timeZone,
      footer: room.title,
      what: `the minutes of review ${room.id}`,
    });
  }
}
