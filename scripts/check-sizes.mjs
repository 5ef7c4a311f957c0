// What the released build may weigh: the content script goes into every allowed page, the zip to every user.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const zip = readdirSync('.output').find((file) => file.endsWith('-chrome.zip'));
const limits = [
  ['content script', '.output/chrome/content-scripts/page.js', 30 * 1024],
  ['extension zip', join('.output', zip ?? 'no zip was built'), 450 * 1024],
];
for (const [name, file, limit] of limits) {
  const { size } = statSync(file);
  console.log(`${name}: ${(size / 1024).toFixed(1)} KB of ${limit / 1024} KB`);
  if (size > limit) process.exitCode = 1;
}
