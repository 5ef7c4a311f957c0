/** One size for every state, so that nothing a page can measure says whose text it is. Pixels. */
export const badgeHeight = 26;
export const wideBadge = 152;
export const narrowBadge = 26;

/**
 * The field is as large as the window and clips: what a tooltip or a label would take changes no extent of the host.
 * Labels are generated content, which `window.find()` does not search.
 */
export const badgeCss = `
.field{position:absolute;inset:0 auto auto 0;width:100vw;height:100vh;overflow:clip;contain:strict;pointer-events:none}
button{all:initial;box-sizing:border-box;position:absolute;left:0;top:0;display:flex;align-items:center;gap:5px;width:${wideBadge}px;height:${badgeHeight}px;padding:0 8px 0 4px;border:1px solid #5b6472;border-radius:${badgeHeight / 2}px;background:#fff;color:#1d2530;font:600 12px/1 system-ui,sans-serif;cursor:pointer;pointer-events:auto;user-select:none;contain:strict;box-shadow:0 1px 3px #0003;color-scheme:light dark}
button.narrow{width:${narrowBadge}px;padding:0;justify-content:center}
button.narrow span{display:none}
button[hidden]{display:none}
svg{flex:none;width:18px;height:18px;fill:#5b6472}
span{flex:1;min-width:0;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
span::after{content:attr(data-label)}
.mine{border-color:#0b6e4f}.mine svg{fill:#0b6e4f}
.card{border-color:#1f5fbf}.card svg{fill:#1f5fbf}
.damaged,.truncated,.newer{border-color:#a8480b}.damaged svg,.truncated svg,.newer svg{fill:#a8480b}
button:hover{background:#eef1f5}
button:focus-visible{outline:3px solid #1f5fbf;outline-offset:1px}
@media(prefers-color-scheme:dark){
button{background:#1d2530;color:#f2f4f7;border-color:#9aa5b5}svg{fill:#9aa5b5}button:hover{background:#2b3645}
.mine{border-color:#4fd1a5}.mine svg{fill:#4fd1a5}.card{border-color:#7fb0ff}.card svg{fill:#7fb0ff}
.damaged,.truncated,.newer{border-color:#ffab70}.damaged svg,.truncated svg,.newer svg{fill:#ffab70}
button:focus-visible{outline-color:#7fb0ff}}
@media(forced-colors:active){button{border-color:ButtonText;background:ButtonFace;color:ButtonText;forced-color-adjust:auto}svg{fill:ButtonText}button:focus-visible{outline-color:Highlight}}
`;
