// What our first script costs each frame of a page, out of the browser's own trace: a page of ten frames, half of them of
// another site and so in a process of its own, against a content script that holds nothing.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer';

const rounds = 7;
/** The page itself and nine in it. */
const frames = 10;
/** Milliseconds a frame. */
const limit = 3;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

const startPages = async () => {
  let port = 0;
  const outer = () =>
    Array.from(
      { length: frames - 1 },
      (_, i) => `<iframe src="http://${i % 2 ? 'localhost' : '127.0.0.1'}:${port}/inner?${i}"></iframe>`,
    ).join('');
  const inner = '<p>A frame with a <input> and some words.';
  const server = createServer(({ url }, response) =>
    response
      .setHeader('content-type', 'text/html')
      .end(`<!doctype html><meta charset="utf-8"><title>frames</title>${url === '/' ? outer() : inner}`),
  );
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  port = server.address().port;
  return { server, origin: `http://localhost:${port}` };
};

/** An extension with one empty content script, where and when ours runs. */
const makeEmptyExtension = (folder) => {
  const content = { matches: ['http://*/*'], js: ['empty.js'], all_frames: true, run_at: 'document_start' };
  mkdirSync(folder);
  writeFileSync(join(folder, 'empty.js'), ';');
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ manifest_version: 3, name: 'empty', version: '1', content_scripts: [content] }),
  );
  return folder;
};

const launch = (extension, folder) =>
  puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    pipe: true,
    enableExtensions: [extension],
    userDataDir: folder,
    args: ['--disable-gpu', '--no-first-run', '--disable-sync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });

const scriptEvents = new Set(['EvaluateScript', 'FunctionCall', 'v8.compile']);

/** Does this event lie within another one of the same thread? Its time is in that one's already. */
const isNested = (event, others) =>
  others.some(
    (other) =>
      other !== event &&
      other.pid === event.pid &&
      other.tid === event.tid &&
      other.ts <= event.ts &&
      other.ts + other.dur >= event.ts + event.dur,
  );

/** Milliseconds of a processor; undefined where the trace lost a frame. `first` of each frame's evaluation of the script, `all` that runs of it until the page rests. */
const loadOnce = async (browser, origin, file) => {
  const page = await browser.newPage();
  await page.tracing.start({ categories: ['devtools.timeline', 'v8', 'disabled-by-default-devtools.timeline'] });
  await page.goto(origin, { waitUntil: 'load' });
  await page.evaluate(() => new Promise((done) => setTimeout(done, 1000)));
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
  await page.close();
  const urlOf = ({ args }) => args?.data?.url ?? args?.fileName ?? '';
  const ours = traceEvents.filter(
    (event) => scriptEvents.has(event.name) && event.tdur !== undefined && urlOf(event).endsWith(file),
  );
  const outermost = ours.filter((event) => !isNested(event, ours));
  const first = outermost.filter(({ name }) => name === 'EvaluateScript').map(({ tdur }) => tdur / 1000);
  if (first.length !== frames) return undefined;
  return { first, all: outermost.reduce((sum, { tdur }) => sum + tdur, 0) / 1000 / frames };
};

/** Loads the page until a trace is whole. */
const load = async (browser, origin, file) => {
  for (let tries = 0; tries < 5; tries++) {
    const loaded = await loadOnce(browser, origin, file);
    if (loaded) return loaded;
  }
  throw new Error(`${file} did not run in ${frames} frames`);
};

const summary = (loads) => ({
  first: median(loads.flatMap(({ first }) => first)),
  worst: Math.max(...loads.flatMap(({ first }) => first)),
  all: median(loads.map(({ all }) => all)),
});

const row = (name, ours_ms, peer, peer_ms, more = {}) => ({
  name,
  ours_ms,
  ...more,
  peer,
  peer_ms,
  ratio: peer_ms / ours_ms,
});

/** Rows for the bench table. */
export const firstScriptRows = async (build = process.env.FIELDSEAL_BUILD ?? '.output/chrome-loopback') => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldseal-bench-'));
  const { server, origin } = await startPages();
  const [ours, empty] = await Promise.all([
    launch(resolve(build), join(folder, 'ours')),
    launch(makeEmptyExtension(join(folder, 'extension')), join(folder, 'empty')),
  ]);
  try {
    await ours.waitForTarget((target) => target.type() === 'service_worker');
    const loads = { ours: [], empty: [] };
    // The first round warms both up.
    for (let round = 0; round <= rounds; round++) {
      const [mine, theirs] = [
        await load(ours, origin, '/content-scripts/page.js'),
        await load(empty, origin, '/empty.js'),
      ];
      if (round > 0) loads.ours.push(mine);
      if (round > 0) loads.empty.push(theirs);
    }
    const [mine, theirs] = [summary(loads.ours), summary(loads.empty)];
    return [
      row('first script, each frame', mine.first, 'our limit', limit, { worst_ms: mine.worst }),
      row('first script, each frame', mine.first, 'empty one', theirs.first),
      row('with what follows', mine.all, 'our limit', limit),
    ];
  } finally {
    await Promise.all([ours.close(), empty.close()]);
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
