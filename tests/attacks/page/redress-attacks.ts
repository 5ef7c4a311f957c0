// What a page can do to make somebody press a button without seeing what it belongs to.

/**
 * Runs in the page once. `host()` is what our frame hangs in; `undo()` takes an attack back; the rest are the pieces the
 * attacks are made of.
 */
export const attackTools = `
  const known = new WeakSet(document.querySelectorAll('*'));
  host = () => [...document.querySelectorAll(':root>div')].find((one) => !one.matches('.attack')) ?? lastHost;
  lastHost = undefined;
  timers = [];
  ups = 0;
  addEventListener('pointerup', () => { ups++; }, true);
  css = (text) => { const style = document.createElement('style'); style.className = 'attack'; style.textContent = text; document.head.append(style); };
  make = (name, style, parent = document.body) => {
    const element = document.createElement(name);
    element.className = 'attack';
    element.style.cssText = style;
    parent.append(element);
    return element;
  };
  all = 'position:fixed;inset:0;width:100vw;height:100vh;max-width:none;max-height:none;margin:0;padding:0;border:0;';
  through = all + 'pointer-events:none;';
  on = (target, style) => { for (const part of style.split(';')) { const [name, value] = part.split(/:(.*)/); target().style.setProperty(name, value, 'important'); } };
  inEachPicture = (what) => { let going = true; timers.push(() => { going = false; }); const turn = () => { if (!going) return; what(); requestAnimationFrame(turn); }; turn(); };
  undo = async () => {
    timers.splice(0).forEach((stop) => stop());
    document.querySelectorAll('dialog[open]').forEach((one) => one.close());
    if (document.fullscreenElement) await document.exitFullscreen();
    document.activeViewTransition?.skipTransition();
    const ours = host();
    document.getAnimations().forEach((one) => one.cancel());
    for (const target of [document.documentElement, document.body, ours]) {
      target?.removeAttribute('style'); target?.removeAttribute('class'); target?.removeAttribute('inert'); target?.removeAttribute('hidden'); target?.removeAttribute('slot');
    }
    if (ours?.parentNode !== document.documentElement && ours?.isConnected) ours.remove();
    document.querySelectorAll('.attack').forEach((one) => one.remove());
    document.adoptedStyleSheets = [];
    scrollTo(0, 0);
  };`;

/** A cover that is there in every other picture. */
export const flicker =
  'const flicker = make("div", through + "background:#fff"); flicker.popover = "manual"; let is = false; inEachPicture(() => { is = !is; is ? flicker.showPopover() : flicker.hidePopover(); })';

/** Styles on whatever the frame hangs in: each is tried on the document and on our host. */
const styles: Readonly<Record<string, string>> = {
  transparent: 'opacity:.01',
  'filtered away': 'filter:opacity(0)',
  blurred: 'filter:blur(40px)',
  'moved away': 'transform:translate(-3000px)',
  'shrunk to nothing': 'transform:scale(.01)',
  'turned over': 'transform:rotateY(180deg)',
  'cut off': 'clip-path:inset(49%)',
  'masked out': 'mask-image:linear-gradient(transparent,transparent)',
  'blended out': 'mix-blend-mode:color-burn',
  invisible: 'visibility:hidden',
  'not displayed': 'display:none',
  skipped: 'content-visibility:hidden',
  'clipped to no size': 'overflow:hidden;width:0;height:0;contain:strict',
  'pushed out of the window': 'position:fixed;left:-9999px;top:-9999px',
  'out of reach': 'pointer-events:none;interactivity:inert',
  'zoomed out': 'zoom:.05',
  'zoomed in': 'zoom:4',
  'scaled by the newer property': 'scale:.02;rotate:90deg;translate:-900px',
};
const targets = { document: 'document.documentElement', host: 'host()' } as const;

const styled = Object.entries(targets).flatMap(([where, target]) =>
  Object.entries(styles).map(([name, style]) => [`${where} ${name}`, `on(() => ${target}, "${style}")`] as const),
);
/** The body holds nothing of ours: all of them at once. */
const body = ['body all of that', `on(() => document.body, "${Object.values(styles).join(';')}")`] as const;

/** Everything else that was ever seen to help a page: what lies over the frame, takes it away, or draws something else. */
const others: Readonly<Record<string, string>> = {
  'important rules in a layer':
    'css("@layer a { div, [popover] { opacity:0!important; transform:scale(0)!important; display:none!important } }")',
  'important rules for popovers that are open':
    'css("[popover]:popover-open, [popover] { all:unset!important; visibility:hidden!important; inset:auto!important; overlay:none!important }")',
  'rules in an adopted sheet':
    'const sheet = new CSSStyleSheet(); sheet.replaceSync("div { display:none!important; opacity:0!important }"); document.adoptedStyleSheets = [sheet]',
  'an animation':
    'host().animate([{ opacity: 0, transform: "translate(-900px)" }, { opacity: 0, transform: "translate(-900px)" }], { duration: 1e6, fill: "forwards" })',
  'an animation of the document':
    'document.documentElement.animate([{ opacity: 0 }, { opacity: 0 }], { duration: 1e6, fill: "forwards" })',
  'a transition that never ends': 'css("div { transition: all 9999s steps(1, end)!important }"); on(host, "opacity:0")',
  'the attribute hidden': 'host().hidden = true',
  'the attribute inert': 'host().inert = true',
  'an inert document': 'document.documentElement.inert = true',
  'a slot': 'host().slot = "none"',
  'our host as a popover that closes by itself': 'host().popover = "auto"; host().showPopover()',
  'our host as a popover of the page':
    'host().popover = "manual"; host().showPopover(); host().style.background = "#f0f"',
  'the highest cover there is': 'make("div", through + "z-index:2147483647;background:#fff")',
  'a cover with a backdrop filter': 'make("div", through + "z-index:2147483647;backdrop-filter:opacity(0)")',
  'pseudo-elements of the document':
    'css("html::before, html::after, body::after { content:attr(class); position:fixed; inset:0; z-index:2147483647; background:#fff; pointer-events:none }")',
  'the shadow of an element':
    'make("div", "position:fixed;left:-50px;top:0;width:10px;height:10px;box-shadow:0 0 0 3000px #fff;pointer-events:none;z-index:2147483647")',
  'the outline of an element':
    'make("div", "position:fixed;left:-50px;top:0;width:10px;height:10px;outline:3000px solid #fff;pointer-events:none;z-index:2147483647")',
  'a drawing that overflows':
    'const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"); svg.setAttribute("class", "attack"); svg.style.cssText = "position:fixed;overflow:visible;pointer-events:none;z-index:2147483647"; svg.innerHTML = "<rect width=3000 height=3000 x=-500 y=-500 fill=white />"; document.body.append(svg)',
  'a popover that came later':
    'const late = make("div", through + "background:#fff"); late.popover = "manual"; late.showPopover()',
  'a popover with a hole for the button':
    'const holed = make("div", through + "background:#fff;clip-path:polygon(0 0,100% 0,100% 30%,0 30%)"); holed.popover = "manual"; holed.showPopover()',
  'a popover that lets the page shine through':
    'const thin = make("div", through + "background:#ffffffe8"); thin.popover = "manual"; thin.showPopover()',
  'a false composer on top':
    'const fake = make("div", "position:fixed;margin:0;inset:8px auto auto 8px;width:520px;height:120px;background:#fff;border:1px solid;pointer-events:none"); fake.textContent = "Send to everybody?"; fake.popover = "manual"; fake.showPopover()',
  'a backdrop':
    'const modal = make("dialog", "pointer-events:none;width:0;height:0"); css("dialog::backdrop { background:#fff; pointer-events:none }"); modal.showModal()',
  'a dialog over it': 'make("dialog", all + "background:#fff").showModal()',
  'an element at full screen': 'make("div", "background:#fff").requestFullscreen()',
  'a view transition':
    'css("::view-transition { pointer-events:none; background:#fff } ::view-transition-group(*) { animation-duration:99s } ::view-transition-old(*), ::view-transition-new(*) { animation:none; opacity:0 }"); document.startViewTransition(() => {})',
  'a place that is not displayed': 'make("div", "display:none").append(host())',
  'a place that is skipped, without leaving the document':
    'make("div", "content-visibility:hidden;width:9px;height:9px").moveBefore(host(), null)',
  'a copy in its place': 'const copy = host().cloneNode(true); copy.classList.add("attack"); host().replaceWith(copy)',
  'covers that come and go': flicker,
  'a pointer of its own':
    'css("* { cursor:none!important }"); make("div", "position:fixed;left:700px;top:700px;width:12px;height:18px;background:#000;z-index:2147483647")',
  'a document begun again':
    'document.open(); document.write("<body>anew<script>undo = () => {}; host = () => null;</" + "script>"); document.close()',
  'another place in the window': 'document.body.style.paddingTop = "380px"; scrollTo(0, 200)',
};

/** Name and script: `attackTools` must be there. */
export const attacks: readonly (readonly [string, string])[] = [...styled, body, ...Object.entries(others)];
