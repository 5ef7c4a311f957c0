// What paints over a window of ours where no hit test finds it: outside of the boxes that it knows, or not in the shape
// that the compositor draws.

/** Where the page keeps what it paints with. A host with children of its own shows none of them. */
export const trees = {
  light: 'document.body',
  closed:
    '(() => { const host = make("div", ""); make("b", "", host); return host.attachShadow({ mode: "closed" }); })()',
} as const;

/**
 * Besides `attackTools`. `tree`: where all of it goes. The backdrops of the page are put away, so none of them is found
 * in place of what paints.
 */
export const paintTools = `
  tree = undefined;
  rules = (text) => { const style = make("style", "", tree === document.body ? document.head : tree); style.textContent = text; };
  popover = (style, inner = "") => {
    rules("::backdrop { display:none!important; opacity:0!important; filter:opacity(0)!important }");
    const one = make("div", "margin:0;border:0;padding:0;inset:auto;position:fixed;overflow:visible;pointer-events:none;background:none;" + style, tree);
    one.popover = "manual";
    one.innerHTML = inner;
    one.showPopover();
    return one;
  };
  // Kept in the top layer, open or not, by the effect of a transition from before there was a window of ours.
  keep = () => {
    const at = document.body.appendChild(document.createElement("div"));
    at.append(document.createElement("b"));
    const one = at.attachShadow({ mode: "closed" }).appendChild(document.createElement("div"));
    one.popover = "manual";
    one.style.cssText = "margin:0;border:0;padding:0;background:none;transition:overlay 60s allow-discrete,display 60s allow-discrete";
    one.showPopover();
    getComputedStyle(one).overlay;
    one.hidePopover();
    getComputedStyle(one).overlay;
    for (const its of one.getAnimations()) new Animation(its.effect).pause();
    return one;
  };
  kept = [keep(), keep()];
  bringKept = () => {
    const one = kept.pop();
    one.showPopover();
    one.hidePopover();
    one.removeAttribute("popover");
    one.style.cssText = "margin:0;border:0;padding:0;position:fixed;pointer-events:none;left:700px;top:500px;width:10px;height:10px;background:#f0f;content-visibility:hidden;transform:perspective(10px) rotateX(80deg) translateZ(9.5px) scale(40)";
    timers.push(() => one.remove());
    return one;
  };
  // The effect of a transition wins over all rules, also for another element and with other keyframes.
  effectOn = (target, frame, pseudo) => {
    const one = make("div", "transition:opacity 99999s;opacity:1");
    getComputedStyle(one).opacity;
    one.style.opacity = ".5";
    getComputedStyle(one).opacity;
    const [its] = one.getAnimations();
    const { effect } = its;
    effect.setKeyframes([frame, frame]);
    its.cancel();
    effect.target = target;
    if (pseudo) effect.pseudoElement = pseudo;
    return effect;
  };
  play = (...its) => {
    const one = new Animation(...its);
    one.pause();
    one.currentTime = 50_000;
    return one;
  };
  lend = (target, frame, pseudo, ...timeline) => {
    const its = play(effectOn(target, frame, pseudo), ...timeline);
    timers.push(() => its.cancel());
  };
  drawing = (inner) => '<svg width=50 height=50 style="overflow:visible;pointer-events:none"><filter id=off x="-2000" y="-2000" width="5000" height="5000" filterUnits="userSpaceOnUse"><feOffset dx="0" dy="-700"/></filter><filter id=flood x="-2000" y="-2000" width="5000" height="5000" filterUnits="userSpaceOnUse"><feFlood flood-color="#f0f"/></filter>' + inner + '</svg><i style="position:fixed;left:0;top:0;width:1px;height:1px"></i><i style="position:fixed;right:0;bottom:0;width:1px;height:1px"></i>';
`;

const words = `drawing('<g filter="url(#off)"><rect x=24 y=210 width=518 height=310 fill="#fff" /><rect x=40 y=230 width=480 height=200 fill="#f0f" /><text x=60 y=270 font-size=20>Please type your PIN to go on</text></g>')`;
const small = '"left:0;top:600px;width:50px;height:50px;"';
const stays = '"transition:overlay 60s allow-discrete,display 60s allow-discrete"';
/** Closed again, and yet there: for as long as its transition takes, or for good. */
const leaving = `{ const one = popover(${small} + ${stays}, ${words}); getComputedStyle(one).overlay; one.offsetWidth; one.hidePopover(); one.getAnimations().forEach((its) => new Animation(its.effect).pause()); }`;

const hidden = '{ visibility: "hidden" }';
const own = `popover(${small}, ${words})`;
const afterPicture = (what: string): string => `scheduler.postTask(() => { ${what} }, { priority: "user-blocking" })`;

/** What it paints is small here: to paint more in each picture keeps all of a machine busy that has no graphics card. */
const light = `popover(${small} + "background:#f0f")`;

/** There in the last moment before each picture alone, and not after it. */
export const inPictures: readonly (readonly [string, string])[] = [
  [
    'what is shown for it',
    `const one = ${light};
    one.hidePopover();
    const effect = effectOn(one, ${hidden}, "::backdrop");
    inEachPicture(() => { one.showPopover(); const now = play(effect); ${afterPicture('now.cancel(); one.hidePopover();')}; });`,
  ],
  [
    'what loses its backdrop for it',
    `const one = ${light};
    const effect = effectOn(one, ${hidden}, "::backdrop");
    const again = () => { one.hidePopover(); one.showPopover(); };
    setTimeout(() => { again(); inEachPicture(() => { const now = play(effect); ${afterPicture('if (now.playState === "idle") again(); now.cancel();')}; }); }, 150);`,
  ],
  [
    'what is made for it',
    `const effect = effectOn(${light}, ${hidden}, "::backdrop");
    inEachPicture(() => {
      tree = ${trees.closed};
      const one = ${light};
      effect.target = one;
      const now = play(effect);
      ${afterPicture('now.cancel(); one.getRootNode().host.remove();')};
    });`,
  ],
];

/** From the tree of the document alone. */
export const lightPaints: readonly (readonly [string, string])[] = [
  ['words in a popover that was closed again beside our own host', `tree = document.documentElement; ${leaving}`],
  [
    'what the page hangs to our own host',
    `css(":root>div:not(.attack)::after, :root>div:not(.attack)::before { content:''; position:fixed; z-index:9; left:40px; top:600px; width:480px; height:200px; background:#f0f; filter:url(#up) }"); make("div", "").innerHTML = '<svg width=0 height=0><filter id=up x="-2000" y="-2000" width="5000" height="5000" filterUnits="userSpaceOnUse"><feOffset dx="0" dy="-400"/></filter></svg>'`,
  ],
];

/** Shown in a closed tree, and carried to the children of the root element, where our own host is. */
export const unheardPaints: readonly (readonly [string, string])[] = [
  [
    'words in a popover that came in where nobody hears it',
    `tree = document.body; {
      const one = popover(${small}, ${words});
      const there = make("div", "").attachShadow({ mode: "closed" });
      const carry = () => { there.moveBefore(one, null); one.hidePopover(); one.showPopover(); document.documentElement.moveBefore(one, null); };
      there.append(document.createElement("p"));
      requestAnimationFrame(() => requestAnimationFrame(carry));
    }`,
  ],
];

/** From a closed tree alone. */
export const closedPaints: readonly (readonly [string, string])[] = [
  ['what was kept on top', 'bringKept()'],
  ['what was kept on top and is moved out', 'document.body.moveBefore(bringKept(), null)'],
];

/** A backdrop that the page takes away for as long as it is looked for, and no script may name what does it. */
export const withoutBackdrop: readonly (readonly [string, string])[] = [
  ['for good', `lend(${own}, ${hidden}, "::backdrop")`],
  ['by moving it', `lend(${own}, { transform: "translateX(9000px)" }, "::backdrop")`],
  [
    'and by a mask that it lends to our own host',
    `make("div", "position:fixed;left:0;top:0;width:600px;height:600px;background:#f0f;z-index:9"); lend(host(), { display: "block", width: "600px", height: "600px", maskImage: "linear-gradient(transparent,transparent)" })`,
  ],
  [
    'of our own host',
    'css(":root>div:not(.attack) { background:#f0f!important; width:600px!important; height:600px!important }"); host().popover = "manual"; host().showPopover(); lend(host(), { background: "#f0f", width: "600px", height: "600px" })',
  ],
  ['under another spelling of its name', String.raw`lend(${own}, ${hidden}, "::\\62 ackdrop")`],
  [
    'by having the popover skip what is in it',
    `{ const one = popover("left:700px;top:500px;width:10px;height:10px;background:#f0f;transform:perspective(10px) rotateX(80deg) translateZ(9.5px) scale(40)"); lend(one, { contentVisibility: "hidden" }); one.hidePopover(); one.showPopover(); }`,
  ],
  [
    'by the clock of another document',
    `lend(${own}, ${hidden}, "::backdrop", document.implementation.createHTMLDocument().timeline)`,
  ],
  [
    'beside trees in trees, more than a call stack holds',
    `{ let at = make("div", "display:none"); for (let depth = 0; depth < 3_000; depth++) { const inner = document.createElement("div"); at.attachShadow({ mode: "closed" }).append(inner); at = inner; } lend(${own}, ${hidden}, "::backdrop"); }`,
  ],
];

/** Each paints magenta over a window. */
export const paints: readonly (readonly [string, string])[] = [
  ['words drawn by a filter around the security words', `popover(${small}, ${words})`],
  ['words in a popover that was closed again', leaving],
  [
    'a filter that floods',
    `popover("left:700px;top:500px;width:50px;height:50px", drawing('<g filter="url(#flood)"><rect width=50 height=50 fill=red /></g>'))`,
  ],
  [
    'a clip that the compositor animates',
    `{ const small = "polygon(599px 449px,600px 449px,600px 450px,599px 450px)"; const full = "polygon(0px 0px,600px 0px,600px 450px,0px 450px)"; popover("left:0;top:0;width:600px;height:450px;background:#f0f;clip-path:" + small).animate([{ clipPath: small }, { clipPath: full, offset: .001 }, { clipPath: full }], { duration: 99_000 }); }`,
  ],
  [
    'a thing almost behind the eye',
    'popover("left:700px;top:500px;width:10px;height:10px;background:#f0f;transform:perspective(10px) rotateX(80deg) translateZ(9.5px) scale(40)")',
  ],
  [
    'the same that skips its content, and its backdrop',
    'popover("left:700px;top:500px;width:10px;height:10px;background:#f0f;content-visibility:hidden;transform:perspective(10px) rotateX(80deg) translateZ(9.5px) scale(40)")',
  ],
  [
    'the pictures of a view transition of an element',
    'popover("left:700px;top:500px;width:10px;height:10px;background:#fff;view-transition-name:a").startViewTransition(() => {}); rules(":popover-open::view-transition-group(*), :popover-open::view-transition-image-pair(*), :popover-open::view-transition-new(*), :popover-open::view-transition-old(*) { animation-duration:99s; pointer-events:none!important } :popover-open::view-transition { position:fixed; left:-700px; top:-500px; width:600px; height:450px; background:#f0f; pointer-events:none!important }")',
  ],
  [
    'the pictures of a view transition of our own host',
    'rules("::view-transition-group(*), ::view-transition-image-pair(*), ::view-transition-new(*), ::view-transition-old(*) { animation-duration:99s; opacity:0; pointer-events:none!important } ::view-transition { position:fixed; inset:0; width:600px; height:450px; background:#f0f; pointer-events:none!important }"); host().startViewTransition(() => {})',
  ],
];
