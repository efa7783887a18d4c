// A box drawn on a page: what is read in it is told to whoever listens ("zone", with its text and its box).
"use strict";

const draw = document.getElementById("draw");

function setDrawing(on) {
  draw.setAttribute("aria-pressed", String(on));
  document.body.classList.toggle("is-drawing", on);
}

if (draw) {
  let from = null;
  let shape = null;
  let sheet = null;
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(sheet.getScreenCTM().inverse());
  };
  draw.addEventListener("click", () => setDrawing(draw.getAttribute("aria-pressed") !== "true"));
  document.addEventListener("pointerdown", (event) => {
    const found = event.target.closest("svg.sheet");
    if (!found || draw.getAttribute("aria-pressed") !== "true") return;
    event.preventDefault();
    sheet = found;
    sheet.setPointerCapture(event.pointerId);
    from = at(event);
    shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    shape.setAttribute("class", "drawn");
    sheet.append(shape);
  });
  document.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(event);
    shape.setAttribute("x", Math.min(from.x, to.x));
    shape.setAttribute("y", Math.min(from.y, to.y));
    shape.setAttribute("width", Math.abs(to.x - from.x));
    shape.setAttribute("height", Math.abs(to.y - from.y));
  });
  document.addEventListener("pointerup", async (event) => {
    if (!from) return;
    const to = at(event);
    const sides = {
      x0: Math.min(from.x, to.x), top: Math.min(from.y, to.y),
      x1: Math.max(from.x, to.x), bottom: Math.max(from.y, to.y),
    };
    from = null;
    const drawn = shape;
    setDrawing(false);
    const answer = await fetch(`${draw.dataset.zone}?${new URLSearchParams(sides)}`);
    drawn.remove();
    if (!answer.ok) return;
    const { text } = await answer.json();
    document.dispatchEvent(new CustomEvent("zone", { detail: { text, sides } }));
  });
}
