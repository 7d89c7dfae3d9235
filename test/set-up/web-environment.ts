import '@testing-library/jest-dom/jest-globals';
import { TextDecoder, TextEncoder } from 'node:util';
import { jest } from '@jest/globals';
import { configure } from '@testing-library/dom';

// On a busy machine of two slow cores the first drawing of a page alone takes many seconds; only what fails waits longer.
jest.setTimeout(240_000);
configure({ asyncUtilTimeout: 60_000 });

// What jsdom lacks and the component kit asks for. Nothing here has a layout, so sizes stay zero.
Object.assign(globalThis, { TextEncoder, TextDecoder, IS_REACT_ACT_ENVIRONMENT: true });

window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
  dispatchEvent: () => false,
})) as typeof window.matchMedia;

globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// A text area that grows asks when fonts have come.
if (!('fonts' in document)) {
  Object.defineProperty(document, 'fonts', {
    value: { addEventListener() {}, removeEventListener() {}, ready: Promise.resolve() },
  });
}

window.HTMLElement.prototype.scrollIntoView ??= () => {};
window.scrollTo = () => {};
globalThis.CSS ??= {} as typeof CSS;
CSS.escape ??= (text: string) => text.replace(/[^\w-]/g, (sign) => `\\${sign}`);

// The router throws redirects as responses; it needs no more of them than this.
globalThis.Headers ??= class extends Map<string, string> {
  constructor(entries: Record<string, string> = {}) {
    super(Object.entries(entries));
  }
} as unknown as typeof Headers;
globalThis.Response ??= class {
  status: number;
  headers: Headers;
  constructor(_body: unknown, init: ResponseInit = {}) {
    this.status = init.status ?? 200;
    this.headers = new Headers(init.headers);
  }
} as unknown as typeof Response;
