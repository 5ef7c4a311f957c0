import { backdropRules } from '../../bridge/backdrop-rules.ts';
import { checkVisibility, matches, method } from '../dom/safe-dom.ts';

// The effect of a transition wins over all rules, important ones of ours too, and a page that got one once may give it
// another target and other keyframes, for good. So it keeps in the top layer what is closed, hides a backdrop, or takes
// our host away. What it does to a backdrop can be read there; who does it, not always.

const animationsIn = method<Document, [], Animation[]>(Document.prototype.getAnimations);
const animationsInRoot = method<ShadowRoot, [], Animation[]>(ShadowRoot.prototype.getAnimations);
/** As the browser names them in what a page animates by rules. Any other name may be one of a backdrop: `::\62 ackdrop`. */
const harmless: ReadonlySet<string | null> = new Set([null, '::before', '::after', '::marker']);

const misleads = ({ effect }: Animation, isOurs: (element: Element) => boolean): boolean => {
  if (!(effect instanceof KeyframeEffect)) return false;
  const { target, pseudoElement } = effect;
  return (
    !harmless.has(pseudoElement) ||
    (target !== null && isOurs(target)) ||
    effect.getKeyframes().some((one) => 'overlay' in one)
  );
};

/** Ends all that misleads, as far as the browser names it. Was there any? */
export const endLent = (roots: readonly ShadowRoot[], isOurs: (element: Element) => boolean): boolean => {
  const all = [...animationsIn(document), ...roots.flatMap((root) => animationsInRoot(root))];
  const misleading = all.filter((one) => misleads(one, isOurs));
  for (const one of misleading) one.cancel();
  return misleading.length > 0;
};

const names = Object.keys(backdropRules);
const backdropOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element, '::backdrop');

/** Has one of these, open in this document, a backdrop that is not as our rules want it? `ours` has one that is. */
export const isUncovered = (open: readonly Element[], ours: Element): boolean => {
  const here = open.filter(
    (one) => one.ownerDocument === document && !matches(one, 'select') && checkVisibility(one, {}),
  );
  if (here.length === 0) return false;
  const wanted = backdropOf(ours);
  // As long as our rules are on their way nothing is known.
  if (wanted.transitionProperty !== 'none') return false;
  return here.some((one) => {
    const style = backdropOf(one);
    // What skips its content skips its backdrop, too.
    if (getComputedStyle(one).contentVisibility !== 'visible') return true;
    return names.some((name) => style.getPropertyValue(name) !== wanted.getPropertyValue(name));
  });
};
