import type { Assets } from './manifest.ts';

/** A page's catalogue: sentences by name, possibly grouped; functions are sentences with values, for the view model. */
export interface Texts {
  readonly [key: string]: string | Texts | ((...values: never[]) => string);
}

type Resolve = (argument: string) => string;

/**
 * Turns what never changes while the process lives into plain text inside a parsed template, so rendering does not pay for it:
 * `{{asset "stile.css"}}` (address), `{{icon "it-user"}}` (address inside the sprite), `{{t "titolo"}}` (sentence of the catalogue).
 * Changes the tree in place.
 * @throws when an asset is not built or a sentence is missing, so a wrong template fails at start
 */
export function resolveConstants(program: hbs.AST.Program, assets: Assets, texts: Texts): hbs.AST.Program {
  const resolvers = new Map<string, Resolve>([
    ['asset', (name) => assets.url(name)],
    ['icon', (name) => `${assets.url('icone.svg')}#${name}`],
    ['t', (key) => escapeHtml(textAt(texts, key))],
  ]);
  visit(program, resolvers);
  return program;
}

function visit(program: hbs.AST.Program, resolvers: ReadonlyMap<string, Resolve>): void {
  for (const [index, statement] of program.body.entries()) {
    if (isBlock(statement)) {
      visit(statement.program, resolvers);
      if (statement.inverse) visit(statement.inverse, resolvers);
    } else if (isMustache(statement)) {
      const text = constantText(statement, resolvers);
      if (text !== undefined) program.body[index] = contentStatement(text, statement.loc);
    }
  }
}

function constantText(
  statement: hbs.AST.MustacheStatement,
  resolvers: ReadonlyMap<string, Resolve>,
): string | undefined {
  const [argument] = statement.params;
  if (!isPath(statement.path) || argument === undefined || !isString(argument)) return undefined;
  return resolvers.get(statement.path.original)?.(argument.value);
}

function textAt(texts: Texts, key: string): string {
  let found: Texts[string] | undefined = texts;
  for (const part of key.split('.')) {
    found = typeof found === 'object' && Object.hasOwn(found, part) ? found[part] : undefined;
  }
  if (typeof found !== 'string') throw new Error(`Text "${key}" is not in the catalogue`);
  return found;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function contentStatement(value: string, loc: hbs.AST.SourceLocation): hbs.AST.ContentStatement {
  return { type: 'ContentStatement', value, original: { open: false, close: false }, loc };
}

function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement';
}

function isMustache(node: hbs.AST.Node): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement';
}

function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}

function isString(node: hbs.AST.Node): node is hbs.AST.StringLiteral {
  return node.type === 'StringLiteral';
}
