import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ExportFormat } from '@tenken/shared/export.contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { DomainError } from '../errors/domain-error.js';
import { ALSO_AS_CSV } from './also-as-csv.js';
import { FIGURE_COLUMNS, figureTable } from './figure-table.js';
import { CSV_BOM, formatCsvLine } from './format-csv.js';

/**
 * Takes `format` out of the query before the query is checked, and turns the answer into CSV after it was made. Must stand
 * outside the interceptor that checks answers against their contract.
 */
@Injectable()
export class CsvInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(ALSO_AS_CSV, targets) !== true) return next.handle();
    const request = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Querystring: Record<string, unknown> }>>();
    if (request.query.format === undefined) return next.handle();
    const format = ExportFormat.safeParse(request.query.format);
    if (!format.success) throw DomainError.invalid('format', 'expected csv or json');
    delete request.query.format;
    if (format.data === 'json') return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const name = request.url.split('?')[0]!.split('/').slice(3).join('-');
    return next.handle().pipe(
      map((answer) => {
        reply
          .header('content-type', 'text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${name}.csv"`);
        return toCsv(answer);
      }),
    );
  }
}

function toCsv(answer: unknown): string {
  const lines = figureTable(answer).map((row) => formatCsvLine(FIGURE_COLUMNS.map((column) => row[column])));
  return CSV_BOM + formatCsvLine(FIGURE_COLUMNS) + lines.join('');
}
