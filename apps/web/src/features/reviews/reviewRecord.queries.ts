import { queryOptions } from '@tanstack/react-query';
import { ReviewRecordResponse } from '@tenken/shared/review-record.contract';
import { ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { downloadFile } from '../../api/downloadFile.js';
import { apiGet, apiSend, apiText } from '../../api/http.js';

const ROOT = '/api/v1/reviews';

/** What has become of what a review decided. */
export const reviewRecordQuery = (id: string) =>
  queryOptions({
    queryKey: ['reviews', 'record', id],
    queryFn: ({ signal }) => apiGet(`${ROOT}/${id}/record`, ReviewRecordResponse, undefined, { signal }),
  });

/** The minutes as plain text, for a chat or a mail. */
export const minutesTextQuery = (id: string, language: 'en' | 'ja') =>
  queryOptions({
    queryKey: ['reviews', 'minutes-text', id, language],
    queryFn: ({ signal }) => apiText(`${ROOT}/${id}/export`, { format: 'text', language }, { signal }),
  });

export type ReviewFile = 'pdf' | 'markdown' | 'csv';
const NAMES: Record<ReviewFile, string> = { pdf: 'minutes.pdf', markdown: 'minutes.md', csv: 'verdicts.csv' };

/** Hands a review as a file to the browser. Throws ApiError. */
export function downloadReview(id: string, format: ReviewFile, language: 'en' | 'ja'): Promise<void> {
  return downloadFile(`${ROOT}/${id}/export`, { format, language }, `review-${id}-${NAMES[format]}`);
}

export const invitationPath = (id: string) => `${ROOT}/${id}/invitation.ics`;

export const signOff = (id: string, comment: string) =>
  apiSend('POST', `${ROOT}/${id}/sign-offs`, comment === '' ? {} : { comment }, ReviewRoomSchema);

/** Takes one's own back. */
export const takeSignOffBack = (id: string) =>
  apiSend('DELETE', `${ROOT}/${id}/sign-offs`, undefined, ReviewRoomSchema);
