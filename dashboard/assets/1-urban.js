/* The Plotly template is shipped once with the page and put under every figure here; the title of
   the window follows the heading of the page. */
(function () {
  "use strict";
  const holder = document.getElementById("plot-template");
  const template = holder ? JSON.parse(holder.textContent) : undefined;
  const underlay = (layout) => Object.assign({}, layout, { template: template });

  for (const name of ["newPlot", "react"]) {
    const draw = Plotly[name];
    Plotly[name] = function (target, figure, layout, config) {
      if (figure && !Array.isArray(figure) && figure.data) {
        return draw(target, Object.assign({}, figure, { layout: underlay(figure.layout) }));
      }
      return draw(target, figure, underlay(layout), config);
    };
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    urban: {
      title: function () {
        const heading = document.querySelector("h1");
        if (heading) {
          document.title = heading.innerText.replace(/\s+/g, " ") + " · " + document.body.dataset.product;
        }
        for (const field of document.querySelectorAll(".as-of input[name=as_of]")) field.type = "date";
        /* Dash draws after the browser looked for the place in the address. */
        const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
        if (place) place.scrollIntoView();
        return window.dash_clientside.no_update;
      },
    },
  });
})();
