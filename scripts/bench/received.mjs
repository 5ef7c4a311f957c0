// How soon a sealed text that appears has its mark, by the page's own clock, and what two hundred of them cost a page that
// is scrolled. A mark covers the first letters of its text: the page knows it is there when it finds our host there.
import { strangersToken } from '../../tests/browser/page/support.ts';
import { launchProfile } from '../../tests/browser/profile.ts';
import { startSite } from '../../tests/support/site.ts';
import { cost } from './page-cost.mjs';

const rounds = 9;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const html = (body) => ({ body: `<!doctype html><meta charset="utf-8"><title>received</title>${body}` });
const style = '<style>p,li,div.row{height:40px;margin:0;overflow:hidden;white-space:nowrap}</style>';

/** In the page: puts a text to each place, and gives the milliseconds until its mark is there. */
const places = {
  feed: (text) => {
    const p = document.createElement('p');
    p.textContent = text;
    document.querySelector('#feed').prepend(p);
    return p;
  },
  'shadow tree': (text) => {
    const host = document.createElement('x-message');
    host.style.display = 'block';
    document.querySelector('#feed').prepend(host);
    const root = host.attachShadow({ mode: 'closed' });
    root.innerHTML = '<p></p>';
    root.firstChild.textContent = text;
    return host;
  },
  frame: (text) => {
    const { contentDocument } = document.querySelector('iframe');
    contentDocument.body.textContent = text;
    return contentDocument.body;
  },
  'virtual list': (text) => {
    // The node of another text, as lists that draw only what is seen take it.
    const row = document.querySelector('#virtual').firstElementChild;
    row.firstChild.data = text;
    return row;
  },
};

const waitForMark = async (put, text, around) => {
  for (let i = 0; i < 20; i++) around();
  const from = performance.now();
  const element = put(text);
  const inside = element.ownerDocument;
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const { left, top } = element.getBoundingClientRect();
    if (inside.elementFromPoint(left + 12, top + 12)?.matches(':root>div')) return performance.now() - from;
    if (performance.now() - from > 10_000) return Number.NaN;
  }
};

const latencyOf = async (page, place) => {
  const values = [];
  for (let i = 0; i < rounds; i++) {
    await page.evaluate(() => {
      document.querySelector('#feed').textContent = '';
      document.querySelector('#virtual').firstElementChild.firstChild.data = 'an ordinary line';
      document.querySelector('iframe').contentDocument.body.textContent = '';
    });
    // Work put off is done by then and what may be spent has grown back: every round begins alike.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    const source = `(${waitForMark})(${places[place]}, ${JSON.stringify(strangersToken())}, () => document.querySelector('#noise').append('a line '))`;
    values.push(await page.evaluate(source));
  }
  return median(values);
};

const limited = (name, ours, limit) => ({
  name,
  ours_ms: ours,
  peer: 'our limit',
  peer_ms: limit,
  ratio: limit / ours,
});

/** Scrolls through the page, two hundred steps of it in about three seconds. */
const scrollThrough = () =>
  new Promise((resolve) => {
    let step = 0;
    const next = () => {
      scrollTo(0, (document.documentElement.scrollHeight * step) / 200);
      if (++step <= 200) requestAnimationFrame(next);
      else resolve();
    };
    next();
  });

/** Rows for the bench table. The peer is the limit that we set ourselves. */
export const receivedRows = async () => {
  const live = `${style}<div id="feed"></div><div id="virtual"><div class="row">x</div></div><iframe></iframe><p id="noise"></p>`;
  const many = Array.from(
    { length: 200 },
    () => `<p>${strangersToken()}</p><p>And an answer to that, which nobody has sealed.</p>`,
  );
  const site = await startSite({ '/live': html(live), '/many': html(style + many.join('')) });
  const profile = await launchProfile({ name: 'bench' });
  const rows = [];
  try {
    const page = await profile.browser.newPage();
    await page.goto(`${site.origin}/live`);
    for (const place of Object.keys(places)) {
      rows.push(limited(`detection latency, ${place}`, await latencyOf(page, place), 250));
    }
    await page.goto(`${site.origin}/many`);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    let seconds = 0;
    const spent = await cost(page, async () => {
      seconds = await page.evaluate(
        `(async () => { const from = performance.now(); await (${scrollThrough})(); return (performance.now() - from) / 1000; })()`,
      );
    });
    rows.push({
      ...limited('200 sealed texts, a second of scrolling', spent.total / seconds, 100),
      worst_ms: spent.worst,
    });
  } finally {
    await profile.close();
    await site.close();
  }
  return rows;
};
