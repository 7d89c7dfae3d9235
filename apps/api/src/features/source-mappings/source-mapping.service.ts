import { MAPPING_EXPRESSIONS, type SourceMapping } from '@tenken/shared/source-mapping.contract';
import { DomainError, type FieldError } from '../../errors/domain-error.js';
import { wordsOnly } from '../../errors/unread-part.js';
import { compileExpression, isProblem } from './compile-expression.js';
import { type MappedBody, readByMapping } from './read-by-mapping.js';
import { runLimited } from './run-limited.js';

/** A body that needs longer is not read. 2,000 items with ten expressions take 80 ms, ten times that on a busy machine. */
const LIMIT_MS = 1500;

/** Mappings that people write for their own JSON. Both are functions of their arguments and nothing else. */
export class SourceMappingService {
  /** @throws DomainError that names each field whose expression cannot be parsed, and the position. */
  static check(mapping: SourceMapping, path: string): void {
    const errors: FieldError[] = [];
    for (const field of MAPPING_EXPRESSIONS) {
      const text = mapping[field];
      if (text === undefined) continue;
      const made = compileExpression(text);
      if (!isProblem(made)) continue;
      errors.push({ path: `${path}.${field}`, message: `${made.message} (position ${made.position})` });
    }
    if (errors.length === 0) return;
    const said = errors.map((error) => `${error.path}: ${error.message}`).join('; ');
    throw new DomainError('invalid', 'invalid_mapping', said, { errors });
  }

  /** Reads a body. Never throws: what takes too long or fails is a problem in words. */
  static read(
    mapping: SourceMapping,
    body: unknown,
    receivedAt: Date,
    event: Readonly<Record<string, string>> = {},
  ): MappedBody {
    try {
      return runLimited(() => readByMapping(mapping, body, receivedAt, event), LIMIT_MS);
    } catch (error) {
      const isLate = (error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
      const problem = isLate
        ? `The mapping took longer than ${LIMIT_MS} ms; use simpler expressions, or smaller bodies.`
        : `The mapping failed: ${(error as Error).message}`;
      return { transitions: [], events: [], warnings: [], problems: [wordsOnly(problem)] };
    }
  }
}
