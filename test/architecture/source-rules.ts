import { isTest, type SourceFile, withoutComments } from './read-sources.js';

/** A rule on what may be written where, for what import rules cannot see. */
export interface SourceRule {
  name: string;
  /** The files it looks at. */
  within: RegExp;
  /** The files that are allowed to. */
  except: RegExp[];
  forbidden: RegExp;
  why: string;
}

export const sourceRules: SourceRule[] = [
  {
    name: 'process.env only in config/env.ts',
    within: /^(apps|libs|migrations)\//,
    // client-env.ts: the command line is a client of a server elsewhere and has settings of its own.
    except: [/^apps\/api\/src\/config\/(client-)?env\.ts$/, /^apps\/web\/vite\.config\.ts$/],
    forbidden: /\bprocess\s*\.\s*env\b|\bprocess\[['"]env/,
    why: 'One schema says what can be set, checks it at the start, and .env.example documents it.',
  },
  {
    name: 'fetch only in web/src/api/http.ts',
    within: /^apps\/web\/src\//,
    except: [/^apps\/web\/src\/api\/http\.ts$/],
    forbidden: /(?<![.\w])fetch\(|\b(?:window|globalThis)\.fetch\b|\bXMLHttpRequest\b|\bsendBeacon\b/,
    why: 'There every answer is parsed with its contract.',
  },
  {
    name: 'the clock only through Clock (api)',
    within: /^(apps\/api\/src|libs)\//,
    // The lock of DATA_DIR compares file times, before there is an application to inject anything into.
    except: [/^apps\/api\/src\/clock\//, /^apps\/api\/src\/database\/data-directory-lock\.ts$/],
    forbidden: /\bDate\.now\b|\bnew Date\(\s*\)/,
    why: 'A test has to be able to stand still.',
  },
  {
    name: 'the clock only through useNow (web)',
    within: /^apps\/web\/src\//,
    except: [/^apps\/web\/src\/time\/(NowProvider|useNow)\.tsx?$/],
    forbidden: /\bDate\.now\b|\bnew Date\(\s*\)/,
    why: 'A test and a screenshot have to be able to stand still.',
  },
  {
    name: 'HTTP exceptions of Nest only in http/',
    within: /^apps\/api\/src\//,
    except: [/^apps\/api\/src\/http\//],
    forbidden:
      /\b(Http|BadRequest|Unauthorized|Forbidden|NotFound|Conflict|Gone|PayloadTooLarge|UnprocessableEntity|InternalServerError|ServiceUnavailable|TooManyRequests)Exception\b/,
    why: 'Features throw DomainError; what it is in HTTP is decided in one place.',
  },
  {
    name: 'no query builder and no synchronize',
    within: /^apps\/api\/src\//,
    except: [],
    forbidden: /\bcreateQueryBuilder\(|\bsynchronize:\s*true/,
    why: 'A question is one static statement that can be read and explained.',
  },
  {
    name: 'no BETWEEN in SQL',
    within: /^(apps\/api\/src|migrations)\//,
    except: [],
    forbidden: /\bbetween\s+(\$\d|:[a-z]|now\(|'\d{4})/i,
    why: 'Ranges are half-open; BETWEEN takes both ends.',
  },
  {
    name: 'no switched-off tests',
    within: /^(apps|libs|migrations|test|bench)\//,
    except: [/^test\/architecture\//],
    forbidden: /\b(describe|it|test)\.only\(|\b(fdescribe|fit)\(/,
    why: 'The others would not run and nobody would notice.',
  },
];

/** The breaches, as "path: rule". Tests may do what the product may not, unless the rule is about tests. */
export function findBreaches(sources: SourceFile[], rules: SourceRule[] = sourceRules): string[] {
  return rules.flatMap((rule) =>
    sources
      .filter(({ path }) => rule.within.test(path) && !rule.except.some((allowed) => allowed.test(path)))
      .filter(({ path }) => rule.name.includes('tests') || !isTest(path))
      .filter(({ text }) => rule.forbidden.test(withoutComments(text)))
      .map(({ path }) => `${path}: ${rule.name}. ${rule.why}`),
  );
}
