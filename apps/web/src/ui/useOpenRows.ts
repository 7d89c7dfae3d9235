import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { RowsTarget } from './RowsLink.js';

/** Goes to rows, as `RowsLink` does, where a press on a chart is the link. */
export function useOpenRows(): (target: RowsTarget) => void {
  const navigate = useNavigate();
  return useCallback((target: RowsTarget) => void navigate(target), [navigate]);
}
