import { Injectable } from '@nestjs/common';
import { isMappedKind, missingFields } from '@tenken/shared/import-fields';
import type {
  ImportKind,
  ImportMapping,
  ImportMappingBody,
  ImportPreviewBody,
  ImportPreviewResponse,
} from '@tenken/shared/imports.contract';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { firstRecords, planFile } from './import-file.js';
import { ImportMappingRepository } from './import-mapping.repository.js';
import { flattenRecord } from './mapping/flatten-record.js';
import { headerKey } from './mapping/header-key.js';
import { recordReader } from './mapping/record-reader.js';
import { prepareRecords, type RecordProblem } from './prepare-records.js';
import { EncodingDetector } from './reading/decode-text.js';
import type { RawRecord } from './reading/raw-record.js';

const ROWS = 20;
const SAMPLES = 3;
const LONGEST_CELL = 200;

/** How a file would be read, before anything is written, and the mappings that are kept for the next file of its sort. */
@Injectable()
export class ImportPreviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mappings: ImportMappingRepository,
    private readonly audit: AuditService,
  ) {}

  /** Reads the head of a file as the import would, and says of each of the first 20 rows what is wrong with it. */
  async preview(body: z.output<typeof ImportPreviewBody>, now: Date): Promise<ImportPreviewResponse> {
    const head = Buffer.from(body.head, 'base64');
    const about = { kind: body.kind, contentType: body.contentType ?? null, fileName: body.fileName ?? null };
    const detector = new EncodingDetector();
    detector.push(head);
    const plan = await planFile(about, detector.end(body.isWhole), head, body.isWhole, {
      given: body.mapping ?? null,
      remembered: (columns) => this.remembered(body.kind, columns),
    });
    const { shape, columns, reading } = plan;
    const records = await firstRecords(about, shape, head, body.isWhole);
    const read = recordReader(body.kind, shape, reading, columns);
    const rows = records.slice(0, ROWS).map((raw) => {
      const record = read(raw);
      const [prepared] = prepareRecords(body.kind, [record], now);
      const isReadable = record.problems.length === 0;
      return {
        line: raw.line,
        cells: cellsOf(raw, shape.headers, columns),
        record: record.value,
        problems: isReadable && prepared!.problem ? problemsOf(prepared!.problem) : record.problems,
        notes: record.notes,
      };
    });
    const mapped = new Set(reading.mapping?.columns.flatMap(({ field }) => field ?? []));
    const mapsColumns = isMappedKind(body.kind) && reading.mapping !== null;
    return {
      format: shape.format,
      encoding: shape.encoding,
      reading,
      columns: columns.map((name, index) => ({
        name,
        samples: samplesOf(rows.map(({ cells }) => cells[index] ?? '')),
      })),
      missing: mapsColumns && isMappedKind(body.kind) ? missingFields(body.kind, mapped) : [],
      rows,
    };
  }

  /** Keeps a mapping for every file with these columns; the next one is read by it without a question. */
  async keepMapping(
    actor: Actor,
    kind: ImportKind,
    { headers, mapping }: z.output<typeof ImportMappingBody>,
  ): Promise<{ id: string }> {
    if (!isMappedKind(kind)) throw DomainError.invalid('kind', `files of ${kind} have no columns to map`);
    return this.dataSource.transaction(async (db) => {
      const id = await this.mappings.keep(db, {
        kind,
        headerKey: headerKey(headers),
        headers,
        mapping,
        userId: actor.userId,
      });
      await this.audit.record(db, {
        actor,
        action: 'kept',
        subjectType: 'import_mapping',
        subjectId: id,
        after: { kind, mapping },
      });
      return { id };
    });
  }

  private async remembered(kind: ImportKind, columns: readonly string[]): Promise<ImportMapping | null> {
    const kept = await this.mappings.find(this.dataSource.manager, kind, headerKey(columns));
    return kept?.mapping ?? null;
  }
}

function problemsOf({ others, ...first }: RecordProblem) {
  return [first, ...others].map((problem) => ({ ...problem, column: null }));
}

function cellsOf(record: RawRecord, headers: readonly string[] | null, columns: readonly string[]): string[] {
  const short = (text: string) => (text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text);
  if ('cells' in record)
    return columns.map((name) => short(record.cells[headers?.indexOf(name) ?? -1] ?? ''));
  if (!('value' in record)) return [];
  const flat = flattenRecord(record.value);
  return columns.map((name) => short(flat[name] ?? ''));
}

function samplesOf(cells: readonly string[]): string[] {
  return [...new Set(cells.filter((cell) => cell.trim() !== ''))].slice(0, SAMPLES);
}
