import type { SiteHint } from '../bridge/site-report.ts';
import { makeId } from '../bridge/wire.ts';
import { FieldsealError } from '../bytes/errors.ts';
import { makeSessionMap } from './session-map.ts';

/** What a frame in a page belongs to: the document that mounted it, as the browser named it. */
export interface Binding {
  readonly kind: 'composer' | 'reader';
  readonly mountId: string;
  readonly tabId: number;
  /** Of the document whose content script asked for the frame. */
  readonly documentId: string;
  readonly origin: string;
  readonly topOrigin: string;
  readonly fieldKey: string;
  readonly maxLength?: number;
  readonly site?: SiteHint;
  /** What a reader is for, where it is short: handed over with the binding, it need not be asked for. */
  readonly token?: string;
  readonly made: number;
}

/** A nonce that was never presented is worth nothing after this. */
const nonceLifeMs = 10_000;

const offered = makeSessionMap<Binding>('nonce');
const bound = makeSessionMap<Binding>('frame');

export class BindingError extends FieldsealError {
  constructor() {
    super('refused-sender');
  }
}

/** Makes a one-time nonce for a frame that is about to be mounted. */
export const offerBinding = async (binding: Omit<Binding, 'made'>): Promise<string> => {
  const nonce = makeId();
  await offered.set(nonce, { ...binding, made: Date.now() });
  return nonce;
};

/**
 * Burns the nonce and ties the frame's document to the binding, if `allows` agrees.
 * Throws `BindingError` for an unknown, used or late nonce, another kind of frame, or another tab.
 */
export const redeemBinding = async (
  nonce: string,
  frame: { readonly documentId: string; readonly tabId: number; readonly path: string },
  allows: (binding: Binding) => Promise<boolean> = async () => true,
): Promise<Binding> => {
  const binding = await offered.take(nonce);
  const fits =
    binding !== undefined &&
    binding.tabId === frame.tabId &&
    `/${binding.kind}.html` === frame.path &&
    Date.now() - binding.made < nonceLifeMs;
  if (!fits || !(await allows(binding))) throw new BindingError();
  const { token: _, ...lasting } = binding;
  await bound.set(frame.documentId, lasting);
  return binding;
};

export const bindingOf = (frameDocumentId: string): Promise<Binding | undefined> => bound.get(frameDocumentId);

/** The frames that have proved themselves, by their documents. */
export const boundFrames = (): ReturnType<typeof bound.entries> => bound.entries();

export const dropFrame = (frameDocumentId: string): Promise<void> => bound.remove([frameDocumentId]);

/** Forgets every frame of a tab that was closed. */
export const dropBindings = async (tabId: number): Promise<void> => {
  for (const map of [offered, bound]) {
    const gone = (await map.entries()).filter(([, binding]) => binding.tabId === tabId).map(([key]) => key);
    if (gone.length > 0) await map.remove(gone);
  }
};
