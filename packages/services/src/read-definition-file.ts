import {
  DEFINITION_LIMITS,
  type DefinitionProblem,
  type PartPath,
  type Result,
  readDefinition,
  refuse,
  type ServiceDefinition,
} from '@stanza/core';
import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';

/** What is wrong with a file before it is the definition of anything. */
type TextProblem =
  | { readonly code: 'file_too_big'; readonly max: number }
  | { readonly code: 'file_empty' }
  | { readonly code: 'too_many_parts' }
  | { readonly code: 'not_utf8' }
  /** @property reason as the parser calls it */
  | { readonly code: 'not_json'; readonly reason: string }
  | { readonly code: 'key_twice'; readonly key: string };

/** Where in the file, both counted from 1; null where that says nothing. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export type FileProblem =
  | (DefinitionProblem & { readonly at: TextPlace | null })
  | (TextProblem & { readonly path: PartPath; readonly at: TextPlace | null });

export interface InvalidDefinition {
  readonly code: 'invalid_definition';
  /** In the order of the file. */
  readonly problems: readonly FileProblem[];
  /** How many more there are. */
  readonly left: number;
}

/** Whoever has more than this to mend begins with these. */
const MOST_PROBLEMS = 100;
const MAX_KEY = 80;
/** Kinds of tokens of the scanner, which has them as an enum that is not there at run time. */
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, END] = [1, 2, 3, 4, 17];

/** From an offset to its place: the lines are counted once. */
type Places = (offset: number) => TextPlace;
const placesIn = (text: string): Places => {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/gu)].map(({ index, 0: end }) => index + end.length)];
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
};

/** Most words and signs of a text. As dense as the densest of the catalogue, the longest file that may be has some 36,000. */
const MOST_TOKENS = 60_000;

/**
 * The parser calls itself for each level and keeps each part: a text that is far too much must not reach it.
 * @returns what there is too much of and where that begins; null when it may be read
 */
const excessIn = (
  text: string,
): { readonly problem: 'too_deep' | 'too_many_parts'; readonly offset: number } | null => {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let tokens = 0; tokens <= MOST_TOKENS; tokens += 1) {
    const token = Number(scanner.scan());
    if (token === END) return null;
    if (token === OPEN_BRACE || token === OPEN_BRACKET) depth += 1;
    if (token === CLOSE_BRACE || token === CLOSE_BRACKET) depth -= 1;
    if (depth > DEFINITION_LIMITS.depth) return { problem: 'too_deep', offset: scanner.getTokenOffset() };
  }
  return { problem: 'too_many_parts', offset: scanner.getTokenOffset() };
};

/** Keys that an object has twice, of which JSON keeps the last without a word. */
const keysTwice = (placeOf: Places, node: Node, path: PartPath): readonly FileProblem[] => {
  const seen = new Set<string>();
  return (node.children ?? []).flatMap((child, index): readonly FileProblem[] => {
    if (node.type === 'array') return keysTwice(placeOf, child, [...path, index]);
    const [name, value] = child.children ?? [];
    if (name === undefined || value === undefined) return [];
    const key = String(name.value);
    const twice = seen.has(key);
    seen.add(key);
    const below = keysTwice(placeOf, value, [...path, key]);
    if (!twice) return below;
    return [{ code: 'key_twice', key: key.slice(0, MAX_KEY), path, at: placeOf(name.offset) }, ...below];
  });
};

/** The part itself or, where it is missing, the nearest one around it. */
const nodeAt = (root: Node, path: PartPath): Node =>
  findNodeAtLocation(root, [...path]) ?? (path.length === 0 ? root : nodeAt(root, path.slice(0, -1)));

const refused = (problems: readonly FileProblem[]) => {
  const lineOf = ({ at }: FileProblem): number => at?.line ?? 0;
  const sorted = problems.toSorted((a, b) => lineOf(a) - lineOf(b));
  const left = Math.max(0, sorted.length - MOST_PROBLEMS);
  return refuse({ code: 'invalid_definition', problems: sorted.slice(0, MOST_PROBLEMS), left });
};
const refusedText = (problem: TextProblem, at: TextPlace | null = null) => refused([{ ...problem, path: [], at }]);

const decoded = (source: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch {
    return null;
  }
};

/** What the parser lets pass and JSON does not: a space that is none, for example. */
const NOT_JSON = Symbol('not JSON');
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
};

const readText = (text: string): Result<ServiceDefinition, InvalidDefinition> => {
  if (text.trim() === '') return refusedText({ code: 'file_empty' });
  const placeOf = placesIn(text);
  const excess = excessIn(text);
  if (excess !== null) {
    const at = placeOf(excess.offset);
    if (excess.problem === 'too_many_parts') return refusedText({ code: 'too_many_parts' }, at);
    const problem = { code: 'too_deep', max: DEFINITION_LIMITS.depth, path: [], inStep: null, inField: null } as const;
    return refused([{ ...problem, at }]);
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [broken] = errors;
  if (broken !== undefined || root === undefined) {
    const reason = broken === undefined ? 'ValueExpected' : printParseErrorCode(broken.error);
    return refusedText({ code: 'not_json', reason }, placeOf(broken?.offset ?? 0));
  }
  const value = parsed(text);
  if (value === NOT_JSON) return refusedText({ code: 'not_json', reason: 'InvalidSymbol' });
  const twice = keysTwice(placeOf, root, []);
  const read = readDefinition(value);
  if (read.ok) return twice.length === 0 ? read : refused(twice);
  const placed = read.error.problems.map((problem) => {
    const path = problem.code === 'unknown_key' ? [...problem.path, problem.key] : problem.path;
    return { ...problem, at: placeOf(nodeAt(root, path).offset) };
  });
  return refused([...twice, ...placed]);
};

/**
 * Reads the file that an administrator offers as the definition of a service.
 * @param source its bytes, or its text
 * @returns all that is wrong with it, with the line of each; a broken text has one problem, since what follows it means nothing
 */
export const readDefinitionFile = (source: Uint8Array | string): Result<ServiceDefinition, InvalidDefinition> => {
  const max = DEFINITION_LIMITS.bytes;
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  if (bytes.length > max) return refusedText({ code: 'file_too_big', max });
  const text = decoded(bytes);
  return text === null ? refusedText({ code: 'not_utf8' }) : readText(text);
};
