// A file that is dropped on the box is put into its field.
"use strict";

const box = document.querySelector(".box");
const file = document.querySelector("#file");

for (const name of ["dragover", "dragleave", "drop"]) {
  box.addEventListener(name, (event) => {
    if (!event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    box.classList.toggle("dragged", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      document.querySelector("#text").value = "";
    }
  });
}
