import { apiFile, type QueryParams } from './http.js';

/**
 * Fetches a file and hands it to the browser under this name. By fetch and not by a plain link, so that a server that cannot
 * make it (no Chromium for a PDF) is heard. Throws ApiError.
 */
export async function downloadFile(path: string, params: QueryParams, name: string): Promise<void> {
  const file = await apiFile(path, params);
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
