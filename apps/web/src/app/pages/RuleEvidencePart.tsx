import { RuleEvidencePanel } from '../../features/rules/RuleEvidencePanel.js';

/** Loaded when it is opened, with its own messages (vite-message-parts). */
export const RuleEvidencePart = RuleEvidencePanel;
