import { describe, expect, it } from 'vitest';
import { firstCode } from '../../support/first-code.ts';

const gives = 'globalThis.fetch=0;';
const names = 'var a=[`fetch`,`Worker`],b=e=>e();function c(){d()}';

describe('the first code of a bundle', () => {
  it.each([
    ['names and functions', `(function(){${names}${gives}d()})();`],
    ['a function that is called later', `"use strict";var out=(function(){${names}${gives}return d()})();`],
    ['nothing', `${names}${gives}`],
  ])('is found behind %s', (_, bundle) => {
    expect(firstCode(bundle)).toBe(gives);
  });

  it.each([
    ['a call', 'd();'],
    ['a class', 'class A{static b=d()}'],
    ['a value that is called for', 'var e=d();'],
    ['a value behind another', 'var e=1,f=[d()];'],
    ['a pattern', 'var {e}=d;'],
    ['another expression of the same statement', `d(),${gives}`],
    ['a template', `var e=\`\${d()}\`;`],
  ])('is not %s before it', (_, before) => {
    expect(firstCode(`(function(){${names}${before}${gives}})();`)).toBe(before);
  });

  it('is what is imported, or what stands outside of the one function', () => {
    expect(firstCode(`import"./other.js";${gives}`)).toBe('import"./other.js";');
    expect(firstCode(`d();(function(){${gives}})();`)).toBe('d();');
    expect(firstCode(`(function(e){${gives}})(d());`)).toContain('d()');
  });
});
