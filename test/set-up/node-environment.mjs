// Jest's environment of `node` with a global object of its own kind. Jest hands its context a Proxy, so that every look
// at a global (`Math`, `Object`, `Array`) asks C++ and then the Proxy: a loop over `Math.abs` is fifty times slower in it
// than in the product. A context without interceptors (Node 20.18 and later) is as fast as the product.
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

export default class NodeEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
