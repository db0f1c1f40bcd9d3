/* What is wrong with the texts of the screen as it stands: a list of sentences, empty where all is well.
   Lengths are pixels of a wall 1920 wide, whatever the real one is. */
(floors) => {
  const root = document.documentElement;
  const scale = parseFloat(getComputedStyle(root).fontSize) / 20;
  const wrong = [];
  const name = (part) => `${part.tagName}.${part.getAttribute("class") || ""} "${part.textContent.trim().slice(0, 24)}"`;
  const shown = (part) => !part.closest(".sr-only") && getComputedStyle(part.closest("svg") || part).display !== "none";
  const leaves = (box, within, by) =>
    box.left < within.left - by || box.right > within.right + by || box.top < within.top - by || box.bottom > within.bottom + by;
  if (root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight) {
    wrong.push(`the page scrolls: ${root.scrollWidth}×${root.scrollHeight}`);
  }
  for (const scene of document.querySelectorAll(".scene")) {
    const say = (text) => wrong.push(`${scene.id}: ${text}`);
    const frame = scene.getBoundingClientRect();
    for (const part of scene.querySelectorAll("*")) {
      if (!shown(part)) continue;
      const svg = part.closest("svg");
      if (!svg && part.clientWidth && part.scrollWidth > part.clientWidth + 1) say(`wider than its room: ${name(part)}`);
      const holds = ".body, .card, .split, .halves, .figures, .tiles, .verdict, .foot, .head, .furthest li";
      if (part.matches(holds) && part.scrollHeight > part.clientHeight + 1.5 * scale) say(`higher than its room: ${name(part)}`);
      // Only a name longer than any name is may end in …; what is cut of it is not seen.
      const held = part.closest(".name-of");
      if (part === held && part.scrollHeight > part.clientHeight + parseFloat(getComputedStyle(part).fontSize) / 2 && part.textContent.trim().length <= 100) say(`cut short: ${name(part)}`);
      if (![...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
      const box = (held || part).getBoundingClientRect();
      if (leaves(box, frame, 1)) say(`outside of its scene: ${name(part)}`);
      const card = part.closest(".card, .verdict, .foot, .head");
      if (card && leaves(box, card.getBoundingClientRect(), 2 * scale)) say(`outside of its card: ${name(part)}`);
      const size = parseFloat(getComputedStyle(part).fontSize) * (svg ? svg.getScreenCTM().a : 1) / scale;
      if (size < floors.label - 0.01) say(`${size.toFixed(1)} px: ${name(part)}`);
      if (part.matches(".number") && size < floors.figure) say(`key figure of ${size.toFixed(1)} px: ${name(part)}`);
    }
    const body = scene.querySelector(".body"), foot = scene.querySelector(".foot");
    if (body && foot && body.getBoundingClientRect().bottom > foot.getBoundingClientRect().top + 1) say("the body covers the foot");
    for (const svg of [...scene.querySelectorAll("svg")].filter(shown)) {
      const outer = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].map((text) => [text, text.getBoundingClientRect()]);
      texts.forEach(([text, box], at) => {
        if (leaves(box, outer, 1)) say(`outside of its chart: ${name(text)}`);
        for (const [other, second] of texts.slice(at + 1)) {
          const across = Math.min(box.right, second.right) - Math.max(box.left, second.left);
          const down = Math.min(box.bottom, second.bottom) - Math.max(box.top, second.top);
          // A text box holds a quarter of leading; letters touch only beyond it.
          if (across > 0 && down > Math.min(box.height, second.height) / 4) say(`covers another: ${name(text)}, ${name(other)}`);
        }
      });
    }
  }
  return wrong;
}
