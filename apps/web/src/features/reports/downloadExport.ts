import { apiFile } from '../../api/http.js';

export type ExportFormat = 'markdown' | 'csv' | 'json' | 'pdf';

const ENDINGS: Record<ExportFormat, string> = { markdown: 'md', csv: 'csv', json: 'json', pdf: 'pdf' };

/**
 * Fetches a report as a file and hands it to the browser. By fetch and not by a plain link, so that a server that cannot
 * make it (no Chromium for the PDF) is heard. Throws ApiError. `name` is without its ending.
 */
export async function downloadExport(
  id: string,
  format: ExportFormat,
  language: 'en' | 'ja',
  name: string,
): Promise<void> {
  const file = await apiFile(`/api/v1/reports/${id}/export`, { format, language });
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${ENDINGS[format]}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
