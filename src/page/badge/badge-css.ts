/** One size for every state, so that nothing a page can measure says whose text it is. Pixels. */
export const badgeHeight = 26;
export const wideBadge = 152;
export const narrowBadge = 26;

/**
 * The field is as large as the window and clips: what a tooltip or a label would take changes no extent of the host.
 * Labels are generated content, which `window.find()` does not search.
 */
export const badgeCss = `.field{position:absolute;left:0;top:0;width:100vw;height:100vh;overflow:clip;contain:strict;pointer-events:none}
button{all:initial;color-scheme:light dark;box-sizing:border-box;position:absolute;left:0;top:0;display:flex;align-items:center;gap:5px;width:${wideBadge}px;height:${badgeHeight}px;padding:0 8px 0 4px;border:1px solid var(--c);border-radius:13px;background:light-dark(#fff,#1d2530);color:light-dark(#1d2530,#f2f4f7);font:600 12px/1 system-ui,sans-serif;cursor:pointer;pointer-events:auto;contain:strict;--c:light-dark(#5b6472,#9aa5b5)}
.narrow{width:${narrowBadge}px;padding:0 3px}.narrow span{display:none}
svg{flex:none;width:18px;fill:var(--c)}
span{flex:1;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}span::after{content:attr(data-label)}
.mine{--c:light-dark(#0b6e4f,#4fd1a5)}.card{--c:light-dark(#1f5fbf,#7fb0ff)}.damaged,.truncated,.newer{--c:light-dark(#a8480b,#ffab70)}
button:hover{background:light-dark(#eef1f5,#2b3645)}
button:focus-visible{outline:3px solid #3b7ddd;outline-offset:1px}
@media(forced-colors:active){svg{fill:ButtonText}}`;
