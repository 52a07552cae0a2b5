// Lights up the words of a claim where the claim is pointed at, and the claim where its words are.
"use strict";

const items = new Map([...document.querySelectorAll("[data-item]")].map((item) => [item.dataset.item, item]));
const words = new Map();
for (const mark of document.querySelectorAll("[data-of]")) {
  for (const id of mark.dataset.of.split(" ").filter(Boolean)) {
    if (!words.has(id)) words.set(id, []);
    words.get(id).push(mark);
  }
}

let lit = [];

function light(elements) {
  for (const element of lit) element.classList.remove("lit");
  lit = elements;
  for (const element of lit) element.classList.add("lit");
}

// where the text has its own scroll bar, it follows; the page itself stays where it is
function follow(mark) {
  const text = document.querySelector(".text");
  if (!mark || !text || text.scrollHeight <= text.clientHeight) return;
  const [box, frame] = [mark.getBoundingClientRect(), text.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) {
    text.scrollTop += box.top - frame.top - frame.height / 3;
  }
}

function at(event) {
  const item = event.target.closest("[data-item]");
  if (item) {
    const marks = words.get(item.dataset.item) || [];
    light(marks);
    follow(marks.find((mark) => mark.matches(".trigger, .tie, .figure")) || marks[0]);
    return;
  }
  const mark = event.target.closest("[data-of]");
  if (!mark) return;
  const ids = mark.dataset.of.split(" ");
  light([...ids.flatMap((id) => words.get(id) || []), ...ids.map((id) => items.get(id)).filter(Boolean)]);
}

document.addEventListener("mouseover", at);
document.addEventListener("focusin", at);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") light([]);
});
