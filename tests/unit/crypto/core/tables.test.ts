import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const path = (file: string) => fileURLToPath(new URL(`../../../../${file}`, import.meta.url));

it('holds the tables of the tower field that follow from their definitions', () => {
  const made = execFileSync(process.execPath, [path('scripts/make-aes-tower.mjs'), '--print'], { encoding: 'utf8' });
  expect(made).toBe(readFileSync(path('assembly/aes/tower-tables.ts'), 'utf8'));
});
