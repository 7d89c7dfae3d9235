import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { root } from './read-sources.js';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('README', () => {
  it('has at most 120 lines', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });

  it('has the two commands, and links that lead somewhere', () => {
    const text = read('README.md');
    expect(text).toContain('npm start');
    expect(text).toContain('npm test');
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)(#[^)]*)?\)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  const { packages } = z
    .object({
      packages: z.record(
        z.string(),
        z.looseObject({
          resolved: z.string().optional(),
          integrity: z.string().optional(),
          link: z.boolean().optional(),
          os: z.array(z.string()).optional(),
          optionalDependencies: z.record(z.string(), z.string()).default({}),
        }),
      ),
    })
    .parse(JSON.parse(read('package-lock.json')));

  it('names no host to download from, so that it works with any registry', () => {
    const hosts = Object.entries(packages).filter(([, entry]) => /^[a-z+]+:\/\//.test(entry.resolved ?? ''));
    expect(hosts.map(([path]) => path)).toEqual([]);
  });

  // Builds of a program for other platforms may be absent from the registry the lock file was made with.
  it('has a checksum for every package that is not one of a choice of platforms', () => {
    const unchecked = Object.entries(packages).filter(
      ([path, entry]) => path.includes('node_modules/') && !entry.link && !entry.integrity && !entry.os,
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  it('names the builds for every platform; without them npm ci refuses it', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies).filter((name) => !isInLock(path, name)),
    );
    expect(missing).toEqual([]);
  });

  /** Node's way of looking: beside the package, then further out. */
  function isInLock(path: string, name: string): boolean {
    const places = path
      .split('/node_modules/')
      .map((_part, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
    return ['', ...places].some((place) => packages[`${place ? `${place}/` : ''}node_modules/${name}`]);
  }
});

describe('package.json', () => {
  it('pins exact versions', () => {
    const manifests = ['.', 'apps/api', 'apps/web', 'libs/shared', 'libs/statistics', 'migrations'];
    const schema = z.looseObject({
      dependencies: z.record(z.string(), z.string()).default({}),
      devDependencies: z.record(z.string(), z.string()).default({}),
    });
    const loose = manifests.flatMap((place) => {
      const { dependencies, devDependencies } = schema.parse(JSON.parse(read(join(place, 'package.json'))));
      return Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${place}: ${name} ${version}`);
    });
    expect(loose).toEqual([]);
  });
});
