/* Runs axe on the page as it stands and returns what it found. What axe could not determine is told
   with the line of axe_judged.csv that judges it and, for contrast, with the ratio measured here.
   Loaded after axe.min.js; `judged` are the lines that concern this page. */
window.axeFindings = async function (tags, judged) {
  "use strict";
  const options = {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"],
    elementRef: true, selectors: false, // axe takes longer to name what it found than to find it
  };
  const found = await axe.run(document, options);
  const place = (node) => (node.parentElement ? tag(node.parentElement) + " > " : "") + tag(node) + said(node);
  const tag = (node) => node.cloneNode(false).outerHTML.split("</")[0].slice(0, 120);
  const said = (node) => (node.textContent || "").trim().slice(0, 40);

  function rgba(text) {
    const numbers = (text.match(/[\d.]+%?/g) || []).map(parseFloat);
    if (text.startsWith("color(srgb")) return [...numbers.slice(0, 3).map((part) => part * 255), numbers[3] ?? 1];
    return numbers.length ? [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1] : [0, 0, 0, 0];
  }
  const over = (top, under) => [0, 1, 2].map((at) => top[at] * top[3] + under[at] * (1 - top[3])).concat(1);

  /* The filled shapes of a drawing in the order they are painted; read once, drawings hold hundreds. */
  const drawings = new Map();
  function shapes(drawing) {
    if (drawings.has(drawing)) return drawings.get(drawing);
    const filled = [];
    for (const shape of drawing.querySelectorAll("rect, path, circle, polygon, ellipse")) {
      const style = getComputedStyle(shape);
      const fill = rgba(style.fill);
      const opacity = style.fill === "none" ? 0 : fill[3] * style.fillOpacity * style.opacity;
      if (!opacity) continue;
      filled.push({ shape: shape, box: shape.getBoundingClientRect(), fill: [...fill.slice(0, 3), opacity] });
    }
    drawings.set(drawing, filled);
    return filled;
  }

  /* What is painted on an element's ground: the boxes it stands in, then what its drawing put under it. */
  function layers(node) {
    const under = [];
    const svg = node.closest("svg");
    for (let box = svg ? svg.parentElement : node; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.backgroundImage !== "none") return null;
      under.unshift(rgba(style.backgroundColor));
    }
    if (!svg) return under;
    const own = node.getBoundingClientRect();
    const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
    for (const { shape, box, fill } of shapes(node.closest(".js-plotly-plot") || svg)) {
      const isUnder = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      if (isUnder && shape.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) under.push(fill);
    }
    return under;
  }

  function light([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(node) {
    const under = layers(node);
    if (!under) return null;
    const ground = under.reduce((below, top) => over(top, below), [255, 255, 255, 1]);
    const style = getComputedStyle(node);
    const ink = over(rgba(node.closest("svg") ? style.fill : style.color), ground);
    const [dark, bright] = [light(ink), light(ground)].sort((one, two) => one - two);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    /* A sign without a letter or digit is a graphic: its word stands beside it. */
    const least = isLarge || !/[\p{L}\p{N}]/u.test(node.textContent) ? 3 : 4.5;
    return { ratio: Math.round(((bright + 0.05) / (dark + 0.05)) * 100) / 100, least: least };
  }

  function undetermined(rule, node) {
    const key = ((node.any[0] || {}).data || {}).messageKey || "";
    const told = { rule: [rule.id, key].filter(Boolean).join(" "), line: -1, where: place(node.element) };
    told.line = judged.findIndex((one) => one.rule === told.rule && node.element.matches(one.selector));
    return rule.id === "color-contrast" ? Object.assign(told, contrast(node.element)) : told;
  }

  const each = (rules, tell) => rules.flatMap((rule) => rule.nodes.map((node) => tell(rule, node)));
  return {
    violations: each(found.violations, (rule, node) =>
      `${rule.id}: ${place(node.element)} ${node.failureSummary.split("\n")[1] || ""}`),
    incomplete: each(found.incomplete, undetermined),
  };
};
