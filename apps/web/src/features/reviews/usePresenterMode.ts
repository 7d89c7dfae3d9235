import { useEffect } from 'react';
import './presenterMode.css';

/** While one presents: larger type, no frame around the page (presenterMode.css). */
export function usePresenterMode(isPresenting: boolean): void {
  useEffect(() => {
    if (!isPresenting) return;
    document.documentElement.dataset.presenting = '';
    return () => {
      delete document.documentElement.dataset.presenting;
    };
  }, [isPresenting]);
}
