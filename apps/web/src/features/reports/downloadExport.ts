import { downloadFile } from '../../api/downloadFile.js';

export type ExportFormat = 'markdown' | 'csv' | 'json' | 'pdf';

const ENDINGS: Record<ExportFormat, string> = { markdown: 'md', csv: 'csv', json: 'json', pdf: 'pdf' };

/** Hands a report as a file to the browser. Throws ApiError. `name` is without its ending. */
export function downloadExport(
  id: string,
  format: ExportFormat,
  language: 'en' | 'ja',
  name: string,
): Promise<void> {
  return downloadFile(`/api/v1/reports/${id}/export`, { format, language }, `${name}.${ENDINGS[format]}`);
}
