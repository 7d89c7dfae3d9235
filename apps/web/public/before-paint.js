// Runs before the first paint, so that neither the colours nor the language of the document change under the
// reader's eyes. A file of its own, because inline scripts are forbidden by the content security policy.
(() => {
  let scheme = null;
  let language = null;
  try {
    scheme = localStorage.getItem('mantine-color-scheme-value');
    language = localStorage.getItem('tenken.language');
  } catch {}
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
  language = new URLSearchParams(location.search).get('lang') ?? language ?? navigator.language.slice(0, 2);
  document.documentElement.lang = language === 'ja' ? 'ja' : 'en';
})();
