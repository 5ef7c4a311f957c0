import { browser } from 'wxt/browser';

interface GuardReport {
  readonly guarded: boolean;
  readonly origin: string;
  /** Does another one of ours look into this document, and guard it from around? */
  readonly within: boolean;
  /** Of the documents around it, from the inside. */
  readonly around: readonly string[];
}

/** Runs in the page's frames, in our isolated world. */
const reportGuard = (): GuardReport => {
  const link = (globalThis as { [mark: symbol]: { readonly guarded: boolean } | undefined })[
    Symbol.for('fieldseal.page')
  ];
  return {
    guarded: link?.guarded === true,
    origin: globalThis.origin,
    within: window.frameElement !== null,
    around: [...location.ancestorOrigins],
  };
};

/** A frame that is busy for longer does not say that it is guarded. Milliseconds. */
const patience = 2_000;

/**
 * Can keys be kept from a document and from all those around it? Those can lay something over it and take its focus, and
 * one of a site where we are not allowed does so unseen.
 */
export const isGuarded = async (tabId: number, documentId: string): Promise<boolean> => {
  const target = { tabId, allFrames: true };
  const asked = browser.scripting
    .executeScript({ target, func: reportGuard, injectImmediately: true })
    .catch(() => undefined);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
  const reports = (await Promise.race([asked, late])) ?? [];
  const own = reports.find((report) => report.documentId === documentId)?.result;
  if (!own?.guarded) return false;
  const outer = reports.flatMap(({ result }) => (result && !result.within ? [result] : []));
  return own.around.every((origin) => {
    const alike = outer.filter((report) => report.origin === origin);
    return alike.every(({ guarded }) => guarded) && (alike.length > 0 || origin === own.origin);
  });
};
