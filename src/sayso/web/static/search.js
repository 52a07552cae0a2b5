// Facets that were opened stay open when the results change.
"use strict";

let open = new Set();

document.addEventListener("htmx:before:swap", () => {
  open = new Set([...document.querySelectorAll(".facet[open] summary")].map((summary) => summary.textContent));
});
document.addEventListener("htmx:after:swap", () => {
  for (const facet of document.querySelectorAll(".facet")) {
    if (open.has(facet.querySelector("summary").textContent)) facet.open = true;
  }
});
