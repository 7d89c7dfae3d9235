import {
  type CreateDecisionBody,
  DecisionSchema,
  type PatchDecisionBody,
} from '@tenken/shared/decisions.contract';
import { apiSend } from '../../api/http.js';

const ROOT = '/api/v1/decisions';

export const createDecision = (body: CreateDecisionBody) => apiSend('POST', ROOT, body, DecisionSchema);

export const patchDecision = (id: string, body: PatchDecisionBody) =>
  apiSend('PATCH', `${ROOT}/${id}`, body, DecisionSchema);
