import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armor } from '../../../src/bytes/armor.ts';
import { findTokens, findTokensSoFar } from '../../../src/page/detect/find-tokens.ts';

const token = armor(
  'message',
  Uint8Array.from({ length: 150 }, (_, i) => i),
);
const sameLine = (): boolean => false;
/** Nodes are their own index here. */
const pieces = (...data: readonly string[]) => data.map((text, node) => ({ node, data: text }));

describe('tokens in a run of text nodes', () => {
  it('are found whole however they are cut into nodes, with the place where they stand', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: token.length - 1 }), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, fc.string({ maxLength: 20 }), (at, before) => {
        const prose = before.replace(/[0-9A-Za-z]/g, '.');
        const edges = [0, ...new Set(at), token.length].sort((a, b) => a - b);
        const parts = edges.slice(1).map((end, i) => token.slice(edges[i], end));
        const [found] = findTokens(pieces(prose, ...parts, '. after'), sameLine);
        expect(found?.token).toBe(token);
        expect(found?.problem).toBeUndefined();
        const shown = parts.filter((part) => part !== '').length;
        expect(found?.nodes).toHaveLength(shown);
        expect(found?.startOffset).toBe(0);
        expect(found?.endOffset).toBe(parts.filter((part) => part !== '').at(-1)?.length);
      }),
    );
  });

  it('are incomplete, not damaged, where a new block begins before their end', () => {
    const cut = pieces(token.slice(0, 90), 'And another story of a length that fills what is missing'.repeat(8));
    expect(findTokens(cut, () => true)[0]).toMatchObject({ problem: 'truncated', nodes: [0] });
    expect(findTokens(cut, sameLine)[0]).toMatchObject({ problem: 'damaged' });
  });

  it('are whole over several blocks where nothing is missing', () => {
    const [found] = findTokens(pieces(token.slice(0, 90), token.slice(90)), () => true);
    expect(found).toMatchObject({ token, nodes: [0, 1] });
    expect(found?.problem).toBeUndefined();
  });

  it('stay undecided at the end of what was read so far, and are decided with the rest', () => {
    const first = findTokensSoFar(pieces('x'.repeat(300), token.slice(0, 100)), sameLine);
    expect(first).toMatchObject({ places: [], open: true });
    expect(first.rest.map(({ node }) => node)).toEqual([1]);
    const all = [...first.rest, { node: 2, data: `${token.slice(100)}${'. '.repeat(60)}` }];
    const then = findTokensSoFar(all, sameLine);
    expect(then.open).toBe(false);
    expect(then.places).toMatchObject([{ token, nodes: [1, 2] }]);
  });

  it('are all found in any chunks', () => {
    const text = `${token} and ${token}! ${token}`;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        let rest: readonly { node: number; data: string }[] = [];
        const seen = new Set<string>();
        let at = 0;
        for (let i = 0; at < text.length; i++) {
          const data = text.slice(at, at + (sizes[i % sizes.length] ?? 1));
          const read = findTokensSoFar([...rest, { node: at, data }], sameLine);
          for (const place of read.places) seen.add(`${place.nodes[0]}:${place.startOffset}:${place.problem}`);
          rest = read.rest;
          at += data.length;
        }
        for (const place of findTokens(rest, sameLine))
          seen.add(`${place.nodes[0]}:${place.startOffset}:${place.problem}`);
        expect([...seen].filter((key) => key.endsWith('undefined'))).toHaveLength(3);
        expect(seen.size).toBe(3);
      }),
    );
  });
});
