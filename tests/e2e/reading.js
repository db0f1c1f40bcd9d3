/* What a reader meets on the page as it stands, in sentences: text that is cut, spills or overlaps,
   a focus that is hidden, unseen or out of order, words in another language that do not say so. */
window.reading = (function () {
  "use strict";
  const name = (node) => {
    const own = node.className && node.className.baseVal === undefined ? "." + String(node.className).trim().replace(/\s+/g, ".") : "";
    return `<${node.tagName.toLowerCase()}${own}> "${(node.textContent || node.name || "").trim().replace(/\s+/g, " ").slice(0, 40)}"`;
  };
  const isShown = (node) => node.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && !node.closest(".sr-only, .skip");

  /* The part of a box that the frames which scroll around it show, null where they show none. */
  function visible(node, box) {
    let [left, right, top, bottom] = [box.left, box.right, box.top, box.bottom];
    for (let frame = node; frame && frame !== document.body; frame = frame.parentElement) {
      const style = getComputedStyle(frame);
      if (!/auto|scroll/.test(style.overflowX + style.overflowY)) continue;
      const edge = frame.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return right - left > 0.5 && bottom - top > 0.5 ? new DOMRect(left, top, right - left, bottom - top) : null;
  }

  /* Every visible run of text with the box that its letters fill. */
  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || /^(SCRIPT|STYLE|OPTION|TITLE|DESC)$/i.test(node.tagName) || !isShown(node)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) if (box.width > 0.5) found.push({ node: node, box: box });
    }
    return found;
  }

  /* The nearest box that cuts what sticks out of it; a frame that scrolls cuts nothing. */
  function cutter(node) {
    for (let box = node; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.position === "fixed") return null;
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) return null;
      if (/hidden|clip/.test(style.overflowX + style.overflowY)) return box;
    }
    return null;
  }

  function cut() {
    const faults = new Set();
    for (const { node, box } of texts()) {
      const within = cutter(node);
      if (within) {
        const edge = within.getBoundingClientRect();
        const beyond = Math.max(edge.left - box.left, box.right - edge.right, edge.top - box.top, box.bottom - edge.bottom);
        if (beyond > 2) faults.add(`cut by ${Math.round(beyond)} px: ${name(node)} in ${name(within).split(">")[0]}>`);
      }
      const style = getComputedStyle(node);
      if (/^inline$|contents/.test(style.display) || node.closest("svg")) continue;
      const own = node.getBoundingClientRect();
      const spill = Math.max(own.left - box.left, box.right - own.right, own.top - box.top, box.bottom - own.bottom);
      const isBox = style.borderTopWidth !== "0px" || rgbaOpaque(style.backgroundColor);
      if (isBox && spill > 2) faults.add(`spills by ${Math.round(spill)} px: ${name(node)}`);
    }
    return [...faults];
  }
  const rgbaOpaque = (colour) => !/, 0\)$|\/ 0\)$|transparent/.test(colour);

  /* Two texts on one place; drawings lay out their own letters and what floats above is meant to. */
  function overlapping() {
    const floats = (node) => {
      for (let box = node; box && box !== document.body; box = box.parentElement) {
        if (/sticky|fixed|absolute/.test(getComputedStyle(box).position)) return true;
      }
      return false;
    };
    const flat = texts().filter(({ node }) => !node.closest("svg") && !floats(node))
      .map(({ node, box }) => ({ node: node, box: visible(node, box) })).filter(({ box }) => box)
      .sort((one, two) => one.box.top - two.box.top);
    const faults = new Set();
    flat.forEach((one, at) => {
      for (let next = at + 1; next < flat.length && flat[next].box.top < one.box.bottom - 3; next++) {
        const two = flat[next];
        const wide = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
        const high = Math.min(one.box.bottom, two.box.bottom) - two.box.top;
        const least = 0.4 * Math.min(one.box.height, two.box.height);
        if (wide > 3 && high > least) faults.add(`on one place: ${name(one.node)} and ${name(two.node)}`);
      }
    });
    return [...faults];
  }

  const STOPS = "a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]";
  function stops() {
    return [...document.querySelectorAll(STOPS)].filter((node) => node.tabIndex >= 0 && !node.closest("[inert]") && node.checkVisibility({ checkVisibilityCSS: true }));
  }

  function isReachable(node) {
    return [...node.getClientRects()].some((box) => shows(node, box));
  }

  function shows(node, box) {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (right - left < 1 || bottom - top < 1) return false;
    return [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
      const hit = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
      return hit && (node.contains(hit) || hit.contains(node) && hit.matches("label, .dash-input-container"));
    });
  }

  /* Walks over every stop as the Tab key does, there and back. */
  function focus() {
    const list = stops();
    const faults = disorder(list);
    for (const node of [...list, ...[...list].reverse()]) {
      if (node.tabIndex > 0) faults.push(`takes the focus out of turn: ${name(node)}`);
      node.focus();
      if (document.activeElement !== node) continue;
      if (!isReachable(node)) faults.push(`hidden while it has the focus: ${name(node)}`);
      const style = getComputedStyle(node);
      if (style.outlineStyle === "none" && style.boxShadow === "none") faults.push(`shows no focus: ${name(node)}`);
    }
    return [...new Set(faults)];
  }

  /* The next stop stands further on: below, or to the right in a column of its own. */
  function disorder(list) {
    const faults = [];
    for (const frame of document.querySelectorAll("main *")) frame.scrollTo(0, 0);
    const placed = list.filter((node) => node.closest("main") && !node.closest(".drawer")).map((node) => ({ node: node, box: node.getBoundingClientRect() }));
    placed.slice(1).forEach(({ node, box }, at) => {
      const before = placed[at].box;
      if (box.bottom <= before.top + 1 && box.left < before.right - 1) {
        faults.push(`comes after ${name(placed[at].node)} but stands above it: ${name(node)}`);
      }
    });
    return faults;
  }

  /* Sentences of the other language carry their own lang; names of places and plans do not need one. */
  function foreign() {
    const own = document.documentElement.lang.slice(0, 2);
    const other = { en: /[\u3400-\u9fff][^A-Za-z]{11,}/, zh: /[A-Za-z]{2,}(?:[ ,;][A-Za-z]{2,}){4,}/ }[own];
    const faults = texts().filter(({ node }) => {
      const said = node.closest("[lang]").lang.slice(0, 2);
      return said === own && other.test([...node.childNodes].map((part) => part.data || "").join(" "));
    });
    return [...new Set(faults.map(({ node }) => `in another language: ${name(node)}`))];
  }

  /* Signs without a letter or digit are graphics, not text. */
  const small = (least) => {
    const tiny = texts().filter(({ node }) => parseFloat(getComputedStyle(node).fontSize) < least && /[\p{L}\p{N}]/u.test(node.textContent));
    return [...new Set(tiny.map(({ node }) => `${getComputedStyle(node).fontSize}: ${name(node)}`))];
  };
  const sideways = () => {
    const beyond = document.documentElement.scrollWidth - innerWidth;
    if (beyond <= 0) return [];
    const wide = [...document.querySelectorAll("body *")].filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && isShown(node)
      && !node.parentElement.closest(".table-frame, [style*=overflow]"));
    return [`${beyond} px wider than the window: ${wide.slice(0, 3).map(name).join(", ")}`];
  };
  return { cut, overlapping, focus, foreign, small, sideways };
})();
