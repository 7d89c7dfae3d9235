// Runs another program and gives back what it wrote.
import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, show?: boolean, cwd?: string, timeoutMs?: number }} [options]
 *   `show`: its output goes straight to the terminal as well.
 * @returns {Promise<{ code: number, output: string, stdout: string, seconds: number }>} code 127 when it cannot be started
 */
export function runCommand(file, args, { env = {}, show = false, cwd = root, timeoutMs = 0 } = {}) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let stdout = '';
    const timer = timeoutMs > 0 ? setTimeout(() => child.kill('SIGTERM'), timeoutMs) : null;
    const done = (code, extra = '') => {
      if (timer) clearTimeout(timer);
      resolve({ code, output: output + extra, stdout, seconds: (performance.now() - startedAt) / 1000 });
    };
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      output += chunk;
      if (show) process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
      if (show) process.stderr.write(chunk);
    });
    child.on('error', (error) => done(127, `${file}: ${error.message}\n`));
    child.on('close', (code, signal) => done(code ?? 1, signal ? `\nended by ${signal}\n` : ''));
  });
}
