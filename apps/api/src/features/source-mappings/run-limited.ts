import { createContext, Script } from 'node:vm';

const script = new Script('work()');

/**
 * Runs synchronous work and stops it after so many milliseconds, wherever it is. The virtual machine is only the clock
 * here (its time limit ends functions of the outside too); nothing untrusted is code.
 * @throws Error with the code ERR_SCRIPT_EXECUTION_TIMEOUT
 */
export function runLimited<T>(work: () => T, limitMs: number): T {
  let result: T | undefined;
  const context = createContext({
    work: () => {
      result = work();
    },
  });
  script.runInContext(context, { timeout: limitMs });
  return result as T;
}
