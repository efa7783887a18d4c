// Comfort only: every page works without this file.
"use strict";

// On a wide screen the filters stand open beside the table; on a narrow one they stay folded.
const panel = document.getElementById("filters");
if (panel && window.matchMedia("(min-width: 62rem)").matches) {
  panel.open = true;
}

// In a document the place that is marked comes into sight.
const marked = document.querySelector(".tree .is-marked, .grid .is-marked, .sheet .is-chosen");
const pane = marked && marked.closest(".review-page .document-view");
if (pane) {
  // Beside the fields of a review the document scrolls alone: the page stays at the title of its row.
  const [place, frame] = [marked.getBoundingClientRect(), pane.getBoundingClientRect()];
  pane.scrollTop += place.top - frame.top - (pane.clientHeight - place.height) / 2;
} else if (marked) {
  marked.scrollIntoView({ block: "center" });
}
const current = document.querySelector(".places [aria-current]");
if (current && current.parentElement && current.closest(".places")) {
  const list = current.closest(".places");
  list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;
}

// Empty fields of the filters would only lengthen the address.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("input, select")) {
      if (field.value === "" || (field.name === "taille" && field.value === "50")) {
        field.disabled = true;
      }
    }
  });
}
