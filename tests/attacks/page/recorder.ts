// Everything that a page can observe of itself, noted from before its first script on.
import type { Page } from 'puppeteer';
import type { Site } from '../../support/site.ts';

/** Runs in every document of a page before all else; not in ours, where it would find what it is not to find. */
const recording = `if (location.protocol !== 'chrome-extension:') {
  const notes = window.notes = [];
  const show = (value, depth = 0) => {
    if (value === null || typeof value !== 'object' && typeof value !== 'function') return String(value);
    if (value instanceof Node) return (value.outerHTML ?? value.textContent ?? '') + ' ' + (value.value ?? '');
    if (depth > 2) return '';
    try { return JSON.stringify(value) + Object.values(value).map((one) => show(one, depth + 1)).join(' '); } catch { return ''; }
  };
  const note = (kind, ...values) => notes.push(kind + ' ' + values.map((value) => show(value)).join(' '));
  const transferred = (data) => data ? [...data.types].map((type) => type + '=' + data.getData(type)).join(' ') : '';
  const hear = (happening) => {
    const { type, target, key, data, text, message, reason, isTrusted, clipboardData, dataTransfer, detail } = happening;
    note('event', type, isTrusted, key, data, text, message, reason, detail, transferred(clipboardData), transferred(dataTransfer), target?.value, getSelection()?.toString());
  };
  const types = new Set(['DOMContentLoaded', 'textInput', 'compositionstart', 'compositionupdate', 'compositionend', 'focusin', 'focusout', 'visibilitychange', 'securitypolicyviolation', 'message', 'fullscreenchange']);
  for (const at of [window, document, HTMLElement.prototype, SVGElement.prototype])
    for (let one = at; one; one = Object.getPrototypeOf(one))
      for (const name of Object.getOwnPropertyNames(one)) if (name.startsWith('on')) types.add(name.slice(2));
  const hearAll = () => { for (const type of types) if (!/^(mouse|pointer|device|scroll|animation|transition)/.test(type)) addEventListener(type, hear, true); };
  // Not sooner than a script of the page could: extensions are there before it.
  if (document.documentElement) hearAll();
  else new MutationObserver((_, first) => { first.disconnect(); hearAll(); }).observe(document, { childList: true });
  new MutationObserver((records) => {
    for (const { type, target, oldValue, addedNodes, removedNodes } of records)
      note('mutation', type, oldValue, target.nodeType === 3 ? target.data : '', ...addedNodes, ...removedNodes);
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeOldValue: true, characterData: true, characterDataOldValue: true });
  for (const type of PerformanceObserver.supportedEntryTypes)
    try { new PerformanceObserver((list) => list.getEntries().forEach((one) => note('entry', one.toJSON(), one.element ?? ''))).observe({ type, buffered: true }); } catch {}
  new ReportingObserver((reports) => reports.forEach((one) => note('report', one.toJSON())), { buffered: true }).observe();
  for (const [owner, names] of [[window, ['fetch', 'open', 'postMessage', 'setTimeout', 'alert']], [Navigator.prototype, ['sendBeacon']], [XMLHttpRequest.prototype, ['open', 'send']], [WebSocket.prototype, ['send']],
    [Storage.prototype, ['setItem']], [Document.prototype, ['createElement', 'createTextNode', 'execCommand', 'write']], [Node.prototype, ['appendChild', 'insertBefore', 'cloneNode']],
    [Element.prototype, ['append', 'attachShadow', 'setAttribute', 'insertAdjacentHTML', 'focus']], [EventTarget.prototype, ['dispatchEvent']], [Range.prototype, ['setStart']], [console, ['log', 'warn', 'error', 'info', 'debug']]])
    for (const name of names) {
      const own = owner[name];
      if (own) owner[name] = function (...values) { note('call ' + name, ...values); return Reflect.apply(own, this, values); };
    }
  for (const [owner, name] of [[Element.prototype, 'innerHTML'], [Node.prototype, 'textContent'], [HTMLTextAreaElement.prototype, 'value'], [HTMLInputElement.prototype, 'value']]) {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { ...own, set(value) { note('set ' + name, value); own.set.call(this, value); } });
  }
}`;

/** Runs in a document of the page: what can be read of it now. */
const readAll = (): string => {
  const frame = window as unknown as { notes?: string[] };
  const values = [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value);
  const selection = getSelection();
  selection?.selectAllChildren(document.documentElement);
  const selected = selection?.toString() ?? '';
  selection?.removeAllRanges();
  const animated = document.getAnimations().map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML ?? '');
  return [
    ...(frame.notes ?? []),
    document.documentElement.getHTML({ serializableShadowRoots: true }),
    ...values,
    selected,
    ...animated,
    JSON.stringify(performance.getEntries()),
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    document.cookie,
    document.title,
    location.href,
  ].join('\n');
};

export interface Recorder {
  /** All that the documents of the page, the network and the console have seen: those documents that are gone, up to the last time. */
  readonly read: () => Promise<string>;
}

/** Begins with the next document. */
export const record = async (page: Page, site: Site): Promise<Recorder> => {
  const heard: string[] = [];
  const past = new Set<string>();
  await page.evaluateOnNewDocument(recording);
  page.on('console', (message) => heard.push(`console ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error ${String(error)}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('chrome-extension:'))
      heard.push(`request ${request.url()} ${request.postData() ?? ''}`);
  });
  return {
    read: async () => {
      const frames = page.frames().filter((frame) => !frame.url().startsWith('chrome-extension:'));
      const texts = await Promise.all(frames.map((frame) => frame.evaluate(readAll).catch(() => '')));
      for (const text of texts) past.add(text);
      return [...heard, ...site.received, ...past].join('\n');
    },
  };
};

/** The words of a text that a channel held, in whatever letters; keys one by one are put together first. */
export const foundIn = (seen: string, words: readonly string[]): string[] => {
  const keys = [...seen.matchAll(/^event keydown \S+ (.) /gm)].map(([, key]) => key).join('');
  const all = `${seen}\n${keys}`.toLowerCase();
  const spellings = (word: string) => [
    word,
    encodeURIComponent(word),
    Buffer.from(word).toString('base64').slice(0, -3),
    [...word].reverse().join(''),
  ];
  return words.filter((word) => spellings(word).some((one) => all.includes(one.toLowerCase())));
};
