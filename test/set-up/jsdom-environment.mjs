// Jest's environment of jsdom with a global object without interceptors; see node-environment.mjs. jsdom makes its window
// a plain object and has that turned into a global object, which asks C++ at every look at `Error`, `Object` or `document`.
// Here the window is a global object from the start. Where jsdom is written otherwise than expected it stays as it is.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const path = createRequire(require.resolve('jest-environment-jsdom'))
  .resolve('jsdom')
  .replace(/api\.js$/, 'jsdom/browser/Window.js');
const slow = ['const window = {};', 'vm.createContext(window);'];

const load = Module._extensions['.js'];
Module._extensions['.js'] = (module, filename) => {
  if (filename !== path) return load(module, filename);
  const text = readFileSync(filename, 'utf8');
  const isAsExpected = slow.every((line) => text.split(line).length === 2);
  module._compile(
    isAsExpected
      ? text
          .replace(
            slow[0],
            'const window = makeVMContext ? vm.createContext(vm.constants.DONT_CONTEXTIFY) : {};',
          )
          .replace(slow[1], '')
      : text,
    filename,
  );
};
try {
  require(path);
} finally {
  Module._extensions['.js'] = load;
}

export { default } from 'jest-environment-jsdom';
