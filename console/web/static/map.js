// Draws the map from the figures that the table below it shows too. Contours are files of ours: no tile server.
"use strict";

(async () => {
  const place = document.getElementById("map");
  if (!place || !window.L) {
    return;
  }
  const answer = await fetch(place.dataset.source);
  if (!answer.ok) {
    return;
  }
  const told = await answer.json();
  const contours = await (await fetch(told.contours)).json();
  place.hidden = false;
  const L = window.L;
  const METROPOLE = L.latLngBounds([[41.3, -5.2], [51.1, 9.6]]);
  const colour = (name) => getComputedStyle(place).getPropertyValue(name).trim();
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const known = new Map(told.territories.map((each) => [each.code, each]));
  const points = told.level === "commune";

  const map = L.map(place, {
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false,
    zoomSnap: 0.25,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    renderer: L.svg({ padding: 1 }),
  });
  L.control.zoom({ zoomInTitle: place.dataset.zoomIn, zoomOutTitle: place.dataset.zoomOut }).addTo(map);
  map.fitBounds(METROPOLE);

  const style = (found) => ({
    fillColor: found && !points ? colour(`--tone-${found.tone}`) : colour("--sunk"),
    fillOpacity: 1,
    color: colour("--rule-strong"),
    weight: 0.6,
  });
  const words = (label, found) => {
    const box = document.createElement("span");
    const name = document.createElement("strong");
    name.textContent = label;
    box.append(name, document.createElement("br"), found ? found.text : place.dataset.none);
    return box;
  };
  const open = (found) => {
    if (found && found.rows) {
      window.location.assign(place.dataset.table + found.rows);
    }
  };

  const layer = L.geoJSON(contours, {
    style: (feature) => style(points ? null : known.get(feature.properties.code)),
    onEachFeature: (feature, shape) => {
      if (points) {
        return;
      }
      const found = known.get(feature.properties.code);
      shape.bindTooltip(words(`${feature.properties.nom} (${feature.properties.code})`, found), { sticky: true });
      shape.on("click", () => open(found));
      shape.on("mouseover", () => shape.setStyle({ weight: 2, color: colour("--ink") }).bringToFront());
      shape.on("mouseout", () => layer.resetStyle(shape));
    },
  }).addTo(map);

  const circles = [];
  if (points) {
    const most = Math.max(...told.territories.map((each) => Math.abs(each.value)), 1);
    for (const each of told.territories) {
      if (!each.point) {
        continue;
      }
      const circle = L.circleMarker(each.point, {
        radius: 3 + 15 * Math.sqrt(Math.abs(each.value) / most),
        color: colour("--sheet"),
        weight: 1,
        fillColor: colour("--chart-1"),
        fillOpacity: 0.75,
      });
      circle.bindTooltip(words(each.label, each));
      circle.on("click", () => open(each));
      circle.addTo(map);
      circles.push(circle);
    }
  }

  const paint = () => {
    layer.eachLayer((shape) => layer.resetStyle(shape));
    circles.forEach((circle) => circle.setStyle({ color: colour("--sheet"), fillColor: colour("--chart-1") }));
  };
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  // A sheet of paper is narrower than the window, and white.
  window.matchMedia("print").addEventListener("change", () => {
    const seen = map.getBounds();
    paint();
    map.invalidateSize({ animate: false });
    map.fitBounds(seen, { animate: false });
  });

  const overseas = document.getElementById("territories");
  overseas.hidden = false;
  const bounds = new Map();
  const REGIONS = { "01": "971", "02": "972", "03": "973", "04": "974", "06": "976" };
  layer.eachLayer((shape) => {
    const code = shape.feature.properties.code;
    bounds.set(told.level === "region" ? REGIONS[code] : code, shape.getBounds());
  });
  for (const button of overseas.querySelectorAll("button")) {
    button.addEventListener("click", () => map.fitBounds(bounds.get(button.dataset.code) || METROPOLE, { padding: [12, 12] }));
  }

  document.getElementById("picture-item").hidden = false;
  document.getElementById("picture").addEventListener("click", () => {
    const drawing = place.querySelector(".leaflet-overlay-pane svg").cloneNode(true);
    drawing.removeAttribute("style");
    const address = URL.createObjectURL(
      new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" }),
    );
    const link = document.createElement("a");
    link.href = address;
    link.download = `${place.dataset.name}.svg`;
    link.click();
    URL.revokeObjectURL(address);
  });
})();
