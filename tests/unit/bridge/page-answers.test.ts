// What a content script answers is believed as far as its schema goes: its process may be in the hands of the page.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/bridge/field-schema.ts';
import { pageAnswers, readAnswer } from '../../../src/bridge/page-answers.ts';
import type { PageCommand } from '../../../src/bridge/page-commands.ts';

const catalogue = readFileSync('src/bridge/page-commands.ts', 'utf8');
const commands = [...catalogue.matchAll(/^ {2}'(page\.\w+)':/gm)].map(([, name]) => name);
const long = 'x'.repeat(2049);
const hostile: readonly unknown[] = [
  ...[undefined, 7, -1, Number.NaN, '', 'frames', [], {}, () => 'frame', { kind: 'inserted', note: 'more' }],
  ...[{ kind: 'too-long' }, { kind: 'too-long', over: -3 }, { kind: 'too-long', over: 1.5 }, { kind: 'own' }],
  ...[{ fieldKey: long }, { fieldKey: 1 }, { fieldKey: '', maxLength: -1 }, { fieldKey: '', html: '<b>' }],
  ...[{ toString: () => 'frame' }],
];
const honest: { readonly [C in PageCommand]?: readonly unknown[] } = {
  'page.compose': ['frame', 'no-field', 'blocked'],
  'page.rememberField': [null, { fieldKey: '/#textarea::0' }, { fieldKey: '', maxLength: 280 }],
  'page.insert': [{ kind: 'inserted' }, { kind: 'too-long', over: 3 }],
  'page.token': [null, 'FSEAL1mAAAA'],
  'page.check': ['clear', 'moving', 'covered'],
  'page.lost': [true, false],
  'page.covered': [true, false],
  'page.armed': [true, false],
  'page.pressed': [true, false],
};

describe('an answer of a content script', () => {
  it('has a schema for each command', () => {
    expect(commands.length).toBeGreaterThan(10);
    expect(Object.keys(pageAnswers).sort()).toEqual([...commands].sort());
  });

  it.each(Object.keys(pageAnswers) as PageCommand[])('to %s is taken where it fits, and nothing else is', (command) => {
    for (const answer of honest[command] ?? [null]) expect(readAnswer(command, answer)).toEqual(answer);
    for (const answer of hostile) {
      if (command === 'page.token' && typeof answer === 'string') continue;
      expect(readAnswer(command, answer)).toBeUndefined();
    }
  });
});

const report = { content: { kind: 'empty' }, fieldKey: '/#textarea::0', around: [] };

describe('the report of a field', () => {
  it.each([report, { ...report, content: { kind: 'token', token: 'FSEAL1mAAAA' }, around: ['FSEAL1mAAAA'] }])(
    'is taken where it fits',
    (given) => expect(readReport(given)).toEqual(given),
  );

  it.each([
    undefined,
    null,
    { ...report, more: 1 },
    { ...report, fieldKey: long },
    { ...report, content: { kind: 'edit', editable: { opened: { text: 'forged' } } } },
    { ...report, content: { kind: 'empty', html: '<b>' } },
    { ...report, around: Array(41).fill('FSEAL1mAAAA') },
    { ...report, around: ['x'.repeat(200_001)] },
    { ...report, around: [{ token: 'FSEAL1mAAAA' }] },
    { ...report, around: { length: 1, 0: 'FSEAL1mAAAA' } },
  ])('is none where it is anything else: %#', (given) => expect(readReport(given)).toBeUndefined());
});
