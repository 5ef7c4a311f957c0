// What the released build may weigh: the first script goes into every frame of every allowed site, the others where
// there is something to show, something to put into a field, something of a site to know, the zip to every user.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const build = '.output/chrome';
const zip = readdirSync('.output').find((file) => file.endsWith('-chrome.zip'));
const limits = [
  ['content script, always there', join(build, 'content-scripts/page.js'), 34 * 1024],
  ['content script, on demand', join(build, 'page-tools.js'), 45 * 1024],
  ['content script, sites that are known', join(build, 'page-sites.js'), 20 * 1024],
  ['content script, to fill a field', join(build, 'page-insert.js'), 20 * 1024],
  ['extension zip', join('.output', zip ?? 'no zip was built'), 450 * 1024],
];
for (const [name, file, limit] of limits) {
  const { size } = statSync(file);
  console.log(`${name}: ${(size / 1024).toFixed(1)} KB of ${limit / 1024} KB`);
  if (size > limit) process.exitCode = 1;
}
