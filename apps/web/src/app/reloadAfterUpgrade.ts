const KEY = 'tenken-reloaded';

/**
 * After an upgrade the chunks that an open page knows of are gone, and the next page that it opens would stay blank.
 * Then the address is loaded anew, once: if that does not help, the error page tells.
 */
export function reloadAfterUpgrade(
  target: Window,
  reload: () => void = () => target.location.reload(),
): void {
  target.addEventListener('vite:preloadError', (event) => {
    const address = target.location.href;
    if (target.sessionStorage.getItem(KEY) === address) return;
    target.sessionStorage.setItem(KEY, address);
    event.preventDefault();
    reload();
  });
}
