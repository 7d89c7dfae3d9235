import { compile, getRegisteredFunctions, tokenize } from '@jmespath-community/jmespath';

/** A parsed expression. */
export type CompiledExpression = ReturnType<typeof compile>;

/** Why an expression is refused; `position` counts characters from 1. */
export interface ExpressionProblem {
  position: number;
  message: string;
}

const MAX_PARTS = 200;
const MAX_DEPTH = 40;
const KEPT = 500;
/** They make texts of any length from nothing. */
const REFUSED_FUNCTIONS = new Set(['pad_left', 'pad_right']);

const compiled = new Map<string, CompiledExpression | ExpressionProblem>();

/**
 * Parses a JMESPath expression, or says where it cannot be. JMESPath has no loops and no recursion of its own, so every
 * expression ends; its size is limited here and its time where it is run.
 */
export function compileExpression(text: string): CompiledExpression | ExpressionProblem {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  if (compiled.size >= KEPT) compiled.clear();
  const made = tryToCompile(text);
  compiled.set(text, made);
  return made;
}

export function isProblem(made: CompiledExpression | ExpressionProblem): made is ExpressionProblem {
  return 'position' in made;
}

function tryToCompile(text: string): CompiledExpression | ExpressionProblem {
  let ast: CompiledExpression;
  try {
    ast = compile(text);
  } catch (error) {
    return locate(text, error as Error);
  }
  return checkFunctions(text) ?? checkSize(ast) ?? ast;
}

/**
 * The parser says what is wrong and not where. A token is wrong when the text up to and with it can no longer be the
 * beginning of an expression: then the parser complains of something else than the end.
 */
function locate(text: string, error: Error): ExpressionProblem {
  const starts = tokenStarts(text);
  if (typeof starts === 'number') {
    return { position: starts + 1, message: `cannot be read from "${shorten(text.slice(starts))}" on` };
  }
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? text.length;
    if (!isBeginning(text.slice(0, end))) {
      return {
        position: start + 1,
        message: `"${shorten(text.slice(start, end).trim())}" does not fit here`,
      };
    }
  }
  if (isAboutEnd(error)) return { position: text.length + 1, message: 'something is missing at the end' };
  return { position: 1, message: error.message };
}

/** Where the tokens start (0-based); the start of the first that is none, when there is one. */
function tokenStarts(text: string): number[] | number {
  try {
    return starts(text);
  } catch {
    let good = 0;
    for (let end = 1; end <= text.length; end += 1) {
      try {
        starts(text.slice(0, end));
        good = end;
      } catch {
        // a text or a literal that is not closed yet
      }
    }
    return good;
  }
}

function starts(text: string): number[] {
  return tokenize(text)
    .map(({ start }) => start)
    .filter((start) => start < text.length);
}

function isBeginning(text: string): boolean {
  try {
    compile(text);
    return true;
  } catch (error) {
    return isAboutEnd(error as Error);
  }
}

function isAboutEnd(error: Error): boolean {
  return /EOF|unexpected end/i.test(error.message);
}

function checkFunctions(text: string): ExpressionProblem | null {
  const tokens = tokenize(text);
  const known = new Set(getRegisteredFunctions());
  for (const [index, { type, value, start }] of tokens.entries()) {
    if (String(type) !== 'UnquotedIdentifier' || String(tokens[index + 1]?.type) !== 'Lparen') continue;
    const name = String(value);
    if (REFUSED_FUNCTIONS.has(name)) {
      return { position: start + 1, message: `the function ${name} cannot be used here` };
    }
    if (!known.has(name)) return { position: start + 1, message: `there is no function ${name}` };
  }
  return null;
}

function checkSize(ast: CompiledExpression): ExpressionProblem | null {
  let parts = 0;
  let deepest = 0;
  const visit = (value: unknown, depth: number): void => {
    if (value === null || typeof value !== 'object' || depth > MAX_DEPTH * 2) return;
    const isNode = 'type' in value;
    if (isNode) parts += 1;
    deepest = Math.max(deepest, depth);
    for (const part of Object.values(value)) visit(part, depth + (isNode ? 1 : 0));
  };
  visit(ast, 0);
  if (parts > MAX_PARTS) return { position: 1, message: `has ${parts} parts; expected at most ${MAX_PARTS}` };
  if (deepest > MAX_DEPTH) return { position: 1, message: `is nested more than ${MAX_DEPTH} deep` };
  return null;
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
