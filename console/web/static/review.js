// The review by keyboard, its help while typing and its boxes; every page works without this file.
"use strict";

const cells = [...document.querySelectorAll(".cell")];
const columnOf = (cell) => cell.dataset.champ;
const inputOf = (cell) => cell.querySelector(".cell-value");
let current = document.querySelector(".cell.is-current");

for (const button of document.querySelectorAll(".needs-script")) {
  button.hidden = false;
}

// A field and its place: choosing one shows the other.
function choose(cell, { focus = true } = {}) {
  if (!cell) return;
  cells.forEach((each) => each.classList.toggle("is-current", each === cell));
  const changed = current !== cell;
  current = cell;
  const folded = cell.closest("details");
  if (folded) folded.open = true;
  if (focus) {
    const input = inputOf(cell);
    input.focus();
    if (input.select) input.select();
  }
  cell.scrollIntoView({ block: "nearest" });
  if (changed) showPlace(cell);
}

async function showPlace(cell) {
  const link = cell.querySelector(".proof");
  if (!link) return;
  const wanted = new URL(link.href).searchParams.get("champ");
  const boxes = [...document.querySelectorAll(".document-view .box")];
  const box = boxes.find((each) => each.dataset.champs.split(" ").includes(wanted));
  if (box) {
    boxes.forEach((each) => each.classList.toggle("is-chosen", each === box));
    box.scrollIntoView({ block: "nearest" });
    return;
  }
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || current !== cell) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(".document-view");
  const zone = page.querySelector("#draw");
  if (!fresh) return;
  document.querySelector(".document-view").replaceWith(fresh);
  const draw = document.querySelector("#draw");
  if (draw && zone) draw.dataset.zone = zone.dataset.zone;
  bindBoxes();
  const marked = fresh.querySelector(".is-marked, .is-chosen");
  if (marked) marked.scrollIntoView({ block: "nearest" });
}

function bindBoxes() {
  for (const box of document.querySelectorAll(".document-view .box")) {
    box.addEventListener("click", (event) => {
      const column = box.dataset.champs.split(" ")[0].split(".")[0];
      const cell = document.getElementById(`champ-${column}`);
      if (!cell) return;
      event.preventDefault();
      choose(cell);
    });
  }
}

for (const cell of cells) {
  cell.addEventListener("focusin", (event) => {
    if (event.target.classList.contains("cell-value")) choose(cell, { focus: false });
  });
  const link = cell.querySelector(".proof");
  if (link) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      current = null;
      choose(cell);
    });
  }
}

// While a value is typed: how it is understood, what is wrong, what it may become.
let waiting = 0;
for (const cell of cells) {
  const input = inputOf(cell);
  const told = cell.querySelector(".understood");
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const base = cell.querySelector("form").action.split("/revue/")[1].split("/")[0];
      const root = cell.querySelector("form").action.split("/revue/")[0];
      const query = new URLSearchParams({ colonne: columnOf(cell), valeur: input.value.slice(0, 2000) });
      const answer = await fetch(`${root}/revue/${base}/aide?${query}`);
      if (!answer.ok) return;
      const help = await answer.json();
      told.textContent = help.wrong || (help.understood ? `= ${help.understood}` : "");
      told.classList.toggle("is-wrong", Boolean(help.wrong));
      const list = cell.querySelector("datalist");
      if (list) {
        list.replaceChildren(
          ...help.choices.map((choice) => {
            const option = document.createElement("option");
            option.value = choice.value;
            option.label = choice.label;
            return option;
          }),
        );
      }
    }, 180);
  });
  // In a long text Enter is a new line; with Ctrl it saves, there and in any other field.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      cell.querySelector("[value=corriger]").click();
    }
  });
  if (input.tagName === "SELECT") {
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        cell.querySelector("[value=corriger]").click();
      }
    });
  }
}

// A box drawn on the page: what is read in it enters the chosen field.
const draw = document.getElementById("draw");
document.addEventListener("zone", (event) => {
  if (!current) return;
  const input = inputOf(current);
  input.value = event.detail.text;
  input.focus();
  input.dispatchEvent(new Event("input"));
});

// Letters command while no field is being typed in.
const help = document.getElementById("help");
const opener = document.getElementById("help-open");
if (opener) opener.addEventListener("click", () => help.showModal());

function step(by) {
  const seen = cells.filter((cell) => !cell.closest("details:not([open])"));
  const index = seen.indexOf(current);
  choose(seen[Math.min(Math.max(index + by, 0), seen.length - 1)], { focus: false });
}
const press = (element) => element && element.click();
const commands = {
  j: () => step(1),
  k: () => step(-1),
  e: () => choose(current || cells[0]),
  a: () => current && press(current.querySelector("[data-key=a]")),
  r: () => current && press(current.querySelector("[data-key=r]")),
  l: () => current && press(current.querySelector("[data-key=l]")),
  u: () => press(document.getElementById("undo")),
  t: () => press(document.getElementById("alike")),
  n: () => press(document.getElementById("next-row")),
  d: () => press(draw),
  "?": () => help && help.showModal(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || (help && help.open)) return;
  const typing = event.target.matches("input, textarea, select");
  if (typing) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const command = commands[event.key];
  if (command) {
    event.preventDefault();
    command();
  }
});

bindBoxes();
// The field to begin with has the focus by itself; what is typed takes the place of its value.
if (current) {
  const input = inputOf(current);
  if (input.select) {
    input.addEventListener("focus", () => input.select(), { once: true });
    if (document.activeElement === input) input.select();
  }
}
