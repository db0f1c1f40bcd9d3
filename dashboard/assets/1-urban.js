/* Charts: the template, shipped once with the page, is put under every figure; figures arrive in the
   light colours and are recoloured here; on paper they are light and as wide as the paper. The theme
   switch and the title of the window are here too. Nothing is computed from a number. */
(function () {
  "use strict";
  const root = document.documentElement;
  const held = (id) => JSON.parse((document.getElementById(id) || { textContent: "{}" }).textContent);
  const template = held("plot-template");
  const dark = held("dark-colours");
  const PAPER = { whole: 690, half: 336, low: 160 }; // A4 within its margins and a card, at 96 px an inch
  const paper = window.matchMedia("print");
  const figures = new WeakMap();
  let printing = paper.matches;

  /* ---- colours: a copy in those of the theme; what the server sent stays as it is ---- */
  const COLOUR = /#[0-9a-f]{6}\b/gi;
  const changed = (text) => text.replace(COLOUR, (found) => dark[found.toUpperCase()] || found);
  function copied(part, isDark) {
    if (typeof part === "string") return isDark ? changed(part) : part;
    if (Array.isArray(part)) return part.map((one) => copied(one, isDark));
    if (!part || Object.getPrototypeOf(part) !== Object.prototype) return part;
    return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, copied(one, isDark)]));
  }

  function shown(target, figure) {
    const isDark = root.dataset.theme === "dark" && !printing;
    const whole = copied({ data: figure.data, layout: { ...figure.layout, template: template } }, isDark);
    if (printing) Object.assign(whole.layout, onPaper(target));
    return { ...figure, ...whole };
  }

  /* Before printing the page still has the width of the window. */
  function onPaper(target) {
    const room = target.closest(".chart") || target;
    const isSmall = room.classList.contains("chart-small");
    const most = isSmall ? PAPER.half : PAPER.whole;
    const height = isSmall ? PAPER.low : room.clientHeight || 300;
    return { autosize: false, width: Math.min(most, room.clientWidth || most), height: height };
  }

  const draws = {};
  for (const name of ["newPlot", "react"]) {
    const draw = (draws[name] = Plotly[name]);
    Plotly[name] = function (where, data, layout, config) {
      const target = typeof where === "string" ? document.getElementById(where) : where;
      const figure = data && !Array.isArray(data) && data.data ? data : { data: data, layout: layout, config: config };
      figures.set(target, figure);
      return draw(target, shown(target, figure));
    };
  }
  function redraw() {
    for (const target of document.querySelectorAll(".js-plotly-plot")) {
      const figure = figures.get(target);
      if (figure) draws.react(target, shown(target, figure));
    }
  }

  /* ---- paper ---- */
  function print(on) {
    if (printing === on) return;
    printing = on;
    redraw();
    if (!on) for (const target of document.querySelectorAll(".js-plotly-plot")) Plotly.Plots.resize(target);
  }
  window.addEventListener("beforeprint", () => print(true));
  window.addEventListener("afterprint", () => print(false));
  paper.addEventListener("change", () => print(paper.matches));

  /* ---- light and dark: without loading the page anew, so that nothing typed is lost ---- */
  function wear(name) {
    if (root.dataset.theme === name) return;
    root.dataset.theme = name;
    redraw();
  }
  function choose(name) {
    document.cookie = `theme=${name};path=/;max-age=31536000;samesite=lax`;
    const query = new URLSearchParams(location.search);
    const rest = [...query].filter(([key, value]) => key !== "theme" || !/^(dark|light)$/.test(value));
    const text = new URLSearchParams(rest).toString();
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
    wear(name);
    const back = document.querySelector(`[data-look]:not([data-look=${name}])`);
    if (back) back.focus();
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-look]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link.dataset.look);
  });
  /* A page that comes back from the browser's memory may be older than the choice. */
  window.addEventListener("pageshow", (event) => {
    const kept = /(?:^|; )theme=(dark|light)/.exec(document.cookie);
    if (event.persisted && kept) wear(kept[1]);
  });

  /* ---- where an address leads to within a page; Dash draws after the browser looked for it ---- */
  function aim() {
    for (const old of document.querySelectorAll(".aimed")) old.classList.remove("aimed");
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place) place.classList.add("aimed");
    return place;
  }
  window.addEventListener("hashchange", aim);

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    urban: {
      title: function () {
        const heading = document.querySelector("h1");
        if (heading) {
          document.title = heading.innerText.replace(/\s+/g, " ") + " · " + document.body.dataset.product;
        }
        for (const field of document.querySelectorAll(".as-of input[name=as_of]")) field.type = "date";
        const place = aim();
        if (place) place.scrollIntoView();
        return window.dash_clientside.no_update;
      },
    },
  });
})();
