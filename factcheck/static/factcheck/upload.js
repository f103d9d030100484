/* Files dropped on the form are chosen in it; what was chosen is said below. */

const form = document.querySelector(".dropzone");
const input = form.querySelector("[type=file]");
const said = document.querySelector("#chosen-files");
const MOST_NAMED = 5;

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
}
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) form.classList.remove("over");
});
form.addEventListener("drop", async (event) => {
  event.preventDefault();
  form.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
  const dropped = [...event.dataTransfer.files];
  try {
    const folders = entries.some((entry) => entry?.isDirectory);
    choose(folders ? (await Promise.all(entries.map(filesIn))).flat() : dropped);
  } catch (fault) {
    said.textContent = `The folder cannot be read (${fault.message}). Choose its files with the button.`;
  }
});
input.addEventListener("change", tell);

function choose(files) {
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input.files = chosen.files;
  tell();
}

/* All files in a dropped file or folder, folders in folders too. */
async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map(filesIn))).flat();
}

function tell() {
  const files = [...input.files];
  const names = files.slice(0, MOST_NAMED).map((file) => file.name);
  if (files.length > MOST_NAMED) names.push(`${files.length - MOST_NAMED} more`);
  said.textContent = names.join(", ");
}
