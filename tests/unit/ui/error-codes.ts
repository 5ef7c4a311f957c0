// Every code that an error of ours can have, read from the sources themselves.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { filesUnder } from './sources.ts';

/** Codes by the class that has them; a class without any is a defect of the search. */
export type CodesOfErrors = ReadonlyMap<string, ReadonlySet<string>>;

/** In a .ts file `<T>(x)` is a function, in a .tsx file an element. */
const kindOf = (file: string): ts.ScriptKind => (file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
const parse = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, kindOf(file));

const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
};

const nodesOf = (files: readonly ts.SourceFile[]): ts.Node[] => {
  const nodes: ts.Node[] = [];
  for (const file of files) walk(file, (node) => nodes.push(node));
  return nodes;
};

/** The strings an expression or a type may be: a literal, or one of several. */
const stringsIn = (node: ts.Node | undefined): string[] => {
  if (node === undefined) return [];
  if (ts.isStringLiteral(node)) return [node.text];
  if (ts.isLiteralTypeNode(node)) return stringsIn(node.literal);
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(stringsIn);
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(stringsIn);
  if (ts.isBinaryExpression(node)) return [node.left, node.right].flatMap(stringsIn);
  if (ts.isParenthesizedExpression(node)) return stringsIn(node.expression);
  return [];
};

const baseOf = (node: ts.ClassDeclaration): string | undefined =>
  node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression.getText();

/** Classes below FieldsealError, however deep. */
const errorClasses = (nodes: readonly ts.Node[]): ReadonlyMap<string, ts.ClassDeclaration> => {
  const classes = nodes.filter(ts.isClassDeclaration);
  const found = new Map<string, ts.ClassDeclaration>();
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const each of classes) {
      const base = baseOf(each) ?? '';
      if (each.name && (base === 'FieldsealError' || found.has(base))) found.set(each.name.text, each);
    }
  }
  return found;
};

/** What a class says of its own code: the literal it hands up, or the type it declares. */
const ownCodes = (node: ts.ClassDeclaration, types: ReadonlyMap<string, ts.TypeNode>): string[] => {
  const codes: string[] = [];
  walk(node, (inner) => {
    if (ts.isCallExpression(inner) && inner.expression.kind === ts.SyntaxKind.SuperKeyword)
      codes.push(...stringsIn(inner.arguments[0]));
    if (ts.isPropertyDeclaration(inner) && inner.name.getText() === 'code')
      codes.push(...stringsIn(types.get(inner.type?.getText() ?? '') ?? inner.type));
  });
  return codes;
};

/** Reads all of `src`. Codes of replies that are made without an error stand under `reply`. */
export const readErrorCodes = (): CodesOfErrors => {
  const nodes = nodesOf(
    filesUnder('src')
      .filter((file) => /\.tsx?$/.test(file))
      .map(parse),
  );
  const classes = errorClasses(nodes);
  const types = new Map(nodes.filter(ts.isTypeAliasDeclaration).map(({ name, type }) => [name.text, type]));
  const codes = new Map([...classes].map(([name, node]) => [name, new Set(ownCodes(node, types))]));
  for (const node of nodes.filter(ts.isNewExpression))
    for (const code of stringsIn(node.arguments?.[0])) codes.get(node.expression.getText())?.add(code);
  const replies = nodes
    .filter(ts.isPropertyAssignment)
    .filter(({ name, parent }) => name.getText() === 'code' && parent.getText().includes('details'))
    .flatMap(({ initializer }) => stringsIn(initializer));
  // A class whose first argument is no code, such as a part of the vault, names its code itself.
  for (const [name, node] of classes) {
    const own = ownCodes(node, types);
    if (own.length > 0) codes.set(name, new Set(own));
  }
  return codes.set('reply', new Set(replies));
};
