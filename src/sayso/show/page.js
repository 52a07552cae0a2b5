"use strict";
const marks = [...document.querySelectorAll("article .mark")];
const items = [...document.querySelectorAll(".item")];
const idsOf = (mark) => mark.dataset.of.split(" ");

function light(ids) {
  marks.forEach((m) => m.classList.toggle("lit", idsOf(m).some((id) => ids.includes(id))));
  items.forEach((i) => i.classList.toggle("chosen", ids.includes(i.id)));
}

function choose(item) {
  light([item.id]);
  const first = marks.find((m) => idsOf(m).includes(item.id));
  if (first) first.scrollIntoView({ block: "center", behavior: "smooth" });
}

items.forEach((item) => {
  item.addEventListener("click", () => choose(item));
  item.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(item); }
  });
});
marks.forEach((mark) => mark.addEventListener("click", () => {
  light(idsOf(mark));
  const first = document.getElementById(idsOf(mark)[0]);
  if (first) first.scrollIntoView({ block: "nearest", behavior: "smooth" });
}));
