import { readdirSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { profiles } from '../../../../src/page/sites/all.ts';
import { root } from '../../ui/sources.ts';

const selector = v.pipe(v.string(), v.minLength(3), v.maxLength(120));
const place = v.strictObject({
  what: v.picklist(['post', 'chat', 'page', 'note', 'pad', 'ticket', 'mail']),
  on: selector,
  paths: v.pipe(v.array(v.pipe(v.array(selector), v.minLength(1), v.maxLength(4))), v.minLength(1)),
  budget: v.exactOptional(
    v.strictObject({
      most: v.pipe(v.number(), v.integer(), v.minValue(500)),
      piece: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(100))),
    }),
  ),
});
const profile = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z]{3,20}$/)),
  name: v.pipe(v.string(), v.minLength(3), v.maxLength(40)),
  marks: v.pipe(v.array(selector), v.minLength(1)),
  compose: v.pipe(v.array(place), v.minLength(1)),
  messages: v.exactOptional(
    v.strictObject({
      on: selector,
      each: selector,
      text: selector,
      by: v.exactOptional(v.pipe(v.string(), v.startsWith('data-'))),
    }),
  ),
  raw: v.exactOptional(
    v.union([
      v.strictObject({ query: v.record(v.string(), v.string()) }),
      v.strictObject({ around: selector, link: selector }),
    ]),
  ),
});
const files = readdirSync(`${root}/src/page/sites`);

describe('the profiles of sites', () => {
  it.each(profiles)('$name is plain data of one shape, in a file of its own', (one) => {
    expect(v.parse(profile, one)).toEqual(one);
    expect(structuredClone(one)).toEqual(one);
    expect(files).toContain(`${one.id}.ts`);
  });

  it('have names of their own, and recognise a site by more than one mark or by what names the software', () => {
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
    for (const { name, marks } of profiles) expect(marks.length > 1 || marks[0]?.includes(name)).toBe(true);
  });

  it('name no address: such software is run by anybody', () => {
    expect(JSON.stringify(profiles)).not.toMatch(/https?:|\/\/|\.(com|org|net)\b/);
  });

  it('put pieces together where the site cuts texts', () => {
    for (const { compose, messages } of profiles) {
      if (compose.some(({ budget }) => budget?.piece !== undefined)) expect(messages?.by).toBeDefined();
    }
  });
});
