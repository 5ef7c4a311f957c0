/** Sizes are the same for every state, so that nothing a page can measure says whose text it is. Pixels. */
export const badgeHeight = 24;
export const wideBadge = 136;
export const narrowBadge = 24;
export const fieldBadge = 164;

/**
 * The field is as large as the window and clips: what a tooltip or a label would take changes no extent of the host.
 * Labels are generated content, which `window.find()` does not search. `--h`: how high the button is for a finger, `--l`:
 * how high it looks, which is one line.
 */
export const badgeCss = `.field{position:absolute;left:0;top:0;width:100vw;height:100vh;overflow:clip;contain:strict;pointer-events:none}
button{all:initial;color-scheme:light dark;box-sizing:border-box;position:absolute;left:0;top:0;display:flex;gap:2px;width:${wideBadge}px;height:var(--h);padding:0 2px 0 4px;border-radius:12px;color:light-dark(#1d2530,#f2f4f7);font:600 min(12px,calc(var(--l)*.8))/var(--l) system-ui,sans-serif;cursor:pointer;pointer-events:auto;contain:strict;--c:light-dark(#5b6472,#9aa5b5);--b:light-dark(#fff,#1d2530);--h:${badgeHeight}px;--l:var(--h)}
button::before{content:'';position:absolute;z-index:-1;inset:0 0 auto;box-sizing:border-box;height:var(--l);border:1px solid var(--c);border-radius:12px;background:var(--b)}
.field-edit{width:${fieldBadge}px}.narrow{justify-content:center;padding:0}.narrow span{display:none}
svg{flex:none;width:min(18px,calc(var(--l) - 3px));height:var(--l);fill:var(--c)}
span{flex:1;overflow:hidden;white-space:nowrap}span::after{content:attr(data-label)}
.yours,.for_you{--c:light-dark(#0b6e4f,#4fd1a5)}.card{--c:light-dark(#1f5fbf,#7fb0ff)}.damaged,.truncated,.newer{--c:light-dark(#a8480b,#ffab70)}
button:hover{--b:light-dark(#eef1f5,#2b3645)}
button:focus-visible{outline:3px solid #3b7ddd;outline-offset:1px}
@media(forced-colors:active){svg{fill:ButtonText}}`;
