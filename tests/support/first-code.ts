// What a built worker does first.
import ts from 'typescript';

/** Values that are there without any code having run: literals, lists of them, functions. */
const inert = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  (ts.isArrayLiteralExpression(node) && node.elements.every(inert));

const doesNothing = (statement: ts.Statement): boolean => {
  if (ts.isFunctionDeclaration(statement) || ts.isEmptyStatement(statement)) return true;
  if (ts.isExpressionStatement(statement)) return ts.isStringLiteral(statement.expression);
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.every(
      ({ name, initializer }) => ts.isIdentifier(name) && (initializer === undefined || inert(initializer)),
    )
  );
};

/** The statements of the one function that a bundle is, or of the bundle. */
const statementsOf = (file: ts.SourceFile): readonly ts.Statement[] => {
  const [only, ...others] = file.statements.filter((statement) => !doesNothing(statement));
  if (!only || others.length > 0) return file.statements;
  const called = ts.isVariableStatement(only)
    ? only.declarationList.declarations[0]?.initializer
    : ts.isExpressionStatement(only)
      ? only.expression
      : undefined;
  if (!called || !ts.isCallExpression(called) || called.arguments.length > 0) return file.statements;
  const { expression } = called;
  const run = ts.isParenthesizedExpression(expression) ? expression.expression : expression;
  return ts.isFunctionExpression(run) ? run.body.statements : file.statements;
};

/** The first statement of a bundle that does anything; an empty text where none does. */
export const firstCode = (bundle: string): string => {
  const file = ts.createSourceFile('bundle.js', bundle, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  return (
    statementsOf(file)
      .find((statement) => !doesNothing(statement))
      ?.getText() ?? ''
  );
};
