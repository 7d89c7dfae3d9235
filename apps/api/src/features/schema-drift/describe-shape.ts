import { redactExample } from './redact-example.js';

const MAX_DEPTH = 12;
const MAX_PATHS = 400;
const MAX_ITEMS = 50;
const MAX_KEYS = 60;
const MAX_PATH_LENGTH = 300;

/** Objects whose names of members are data: people add labels every day, and that is no change of shape. */
const FREE_FORM = new Set(
  [
    'labels',
    'annotations',
    'commonlabels',
    'commonannotations',
    'grouplabels',
    'routelabels',
    'values',
    'tags',
  ]
    .concat(['details', 'customdetails', 'dimensions', 'metadata', 'headers', 'extra', 'extraproperties'])
    .concat(['properties', 'attributes', 'messageattributes', 'context', 'contexts', 'params', 'variables'])
    .concat(['vars', 'env', 'environment', 'userdata', 'customfields']),
);
/** Names that are ids, and so data. */
const ID = /^(\d+|[0-9a-f]{12,}|[0-9a-f]{8}-[0-9a-f-]{27})$/i;
const NUMBERED = /^(\D*[_-])\d{3,}$/;
const NOT_A_NAME = /[\s/@:]/;

/** What is at one path of a delivery. `types` are of JSON; null is none, a field may always be null. */
export interface ShapePart {
  types: Set<string>;
  example: string | null;
  /** path of the object that holds it; '' is the body. Null: it is in an array. */
  parent: string | null;
}

/**
 * The paths of a body, with indexes of arrays folded into `[]` and names that are data into `*`. The body itself is no
 * path. Large and deep bodies are described in part.
 */
export function describeShape(body: unknown): Map<string, ShapePart> {
  const shape = new Map<string, ShapePart>();
  if (body !== null && typeof body === 'object') walk(body, '', 0, shape);
  return shape;
}

/** The objects of a shape: a field can be missing only where the object is that would hold it. */
export function objectsOf(body: unknown, shape: ReadonlyMap<string, ShapePart>): Set<string> {
  const objects = new Set<string>();
  if (body !== null && typeof body === 'object' && !Array.isArray(body)) objects.add('');
  for (const [path, { types }] of shape) if (types.has('object')) objects.add(path);
  return objects;
}

function walk(value: object, path: string, depth: number, shape: Map<string, ShapePart>): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MAX_ITEMS)) add(`${path}[]`, null, '', item, depth, shape);
    return;
  }
  const keys = Object.keys(value);
  const isFolded = keys.length > MAX_KEYS;
  for (const key of keys) {
    const name = isFolded ? '*' : fold(key);
    const member = path === '' ? name : `${path}.${name}`;
    add(member, path, key, (value as Record<string, unknown>)[key], depth, shape);
  }
}

function add(
  path: string,
  parent: string | null,
  key: string,
  value: unknown,
  depth: number,
  shape: Map<string, ShapePart>,
): void {
  if (path.length > MAX_PATH_LENGTH) return;
  let part = shape.get(path);
  if (part === undefined) {
    if (shape.size >= MAX_PATHS) return;
    part = { types: new Set(), example: null, parent };
    shape.set(path, part);
  }
  const type = typeOf(value);
  if (type !== null) part.types.add(type);
  if (value !== null && typeof value === 'object') {
    if (!FREE_FORM.has(key.toLowerCase().replace(/[_-]/g, ''))) walk(value, path, depth + 1, shape);
  } else part.example ??= redactExample(path, value);
}

function typeOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return 'array';
  return typeof value === 'string' ? 'text' : typeof value;
}

function fold(key: string): string {
  if (key === '' || key.length > 60 || ID.test(key) || NOT_A_NAME.test(key)) return '*';
  const numbered = NUMBERED.exec(key);
  if (numbered !== null) return `${numbered[1]}*`;
  return /[.[\]*]/.test(key) ? JSON.stringify(key) : key;
}
