// The cells of a table by keyboard; every page works without this file.
"use strict";

const grid = document.getElementById("cells-grid");
const field = document.getElementById("valeur");
const lit = document.getElementById("lit");
const sheet = document.querySelector(".sheet[data-page]");
const links = grid ? [...grid.querySelectorAll("a[data-row]")] : [];
const at = (link, row, col) => {
  const left = Number(link.dataset.col);
  return Number(link.dataset.row) === row && left <= col && col < left + Number(link.dataset.span);
};

// One stop for the Tab key; arrows go from cell to cell.
const first = links.find((link) => link.hasAttribute("aria-current")) || links[0];
links.forEach((link) => { link.tabIndex = link === first ? 0 : -1; });

function light(link) {
  if (!lit || !link.dataset.box || link.dataset.page !== sheet.dataset.page) return;
  const sides = link.dataset.box.split(" ");
  ["x", "y", "width", "height"].forEach((side, index) => lit.setAttribute(side, sides[index]));
}

function go(link) {
  if (!link) return;
  links.forEach((each) => { each.tabIndex = each === link ? 0 : -1; });
  link.focus();
}

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
for (const link of links) {
  link.addEventListener("focus", () => light(link));
  link.addEventListener("pointerenter", () => light(link));
  link.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const span = step[1] > 0 ? Number(link.dataset.span) : 1;
    let row = Number(link.dataset.row) + step[0];
    const col = Number(link.dataset.col) + step[1] * span;
    let found = links.find((each) => at(each, row, col));
    // A merged cell leaves rows without a cell of that column: go on past them.
    for (let more = 0; !found && step[0] && more < 60; more += 1) {
      row += step[0];
      found = links.find((each) => at(each, row, col));
    }
    go(found);
  });
}

if (field) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      go(first);
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      field.form.querySelector("[value=cellule]").click();
    }
  });
  if (document.activeElement === field) field.select();
  else field.addEventListener("focus", () => field.select(), { once: true });
}

// A row that was missed: what is read in a box drawn on the page enters the field that was entered last.
const row = document.getElementById("row-form");
if (row) {
  const fields = [...row.querySelectorAll("input[type=text]")];
  let entered = fields[0];
  const boxOf = (input) => row.querySelector(`[name="${input.name.replace("colonne", "cadre")}"]`);
  const told = (input, box) => {
    boxOf(input).value = box;
    input.parentElement.querySelector(".grid-boxed").hidden = !box;
  };
  for (const button of row.querySelectorAll(".needs-script")) {
    button.hidden = false;
    button.addEventListener("click", () => sheet.scrollIntoView({ block: "nearest" }));
  }
  for (const input of fields) {
    input.addEventListener("focus", () => { entered = input; });
    input.addEventListener("input", () => { if (!input.value) told(input, ""); });
  }
  document.addEventListener("zone", (event) => {
    const { text, sides } = event.detail;
    if (!text) return;
    entered.value = text;
    told(entered, JSON.stringify([Number(row.querySelector("#draw").dataset.page), [sides.x0, sides.top, sides.x1, sides.bottom]]));
    const next = fields[fields.indexOf(entered) + 1];
    (next || entered).focus();
  });
}
