/* Files dropped on the form are chosen in it, with their places in dropped folders; what was chosen
   is said below. */

const form = document.querySelector(".dropzone");
const input = form.querySelector("[type=file]");
const paths = form.querySelector("[name=paths]");
const said = document.querySelector("#chosen-files");
const most = Number(form.dataset.most);
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
  const dropped = [...event.dataTransfer.files].map((file) => ({ file, path: file.name }));
  try {
    const folders = entries.some((entry) => entry?.isDirectory);
    choose(folders ? (await Promise.all(entries.map(filesIn))).flat() : dropped);
  } catch (fault) {
    said.textContent = `The folder cannot be read (${fault.message}). Choose its files with the button.`;
  }
});
input.addEventListener("change", () => {
  paths.value = "";
  tell([...input.files].map((file) => file.name));
});

function choose(found) {
  const chosen = new DataTransfer();
  for (const { file } of found) chosen.items.add(file);
  input.files = chosen.files;
  const named = found.map(({ path }) => path);
  paths.value = JSON.stringify(named);
  tell(named);
}

/* All files in a dropped file or folder, folders in folders too. */
async function filesIn(entry) {
  if (entry.isFile) {
    const file = await new Promise((done, fail) => entry.file(done, fail));
    return [{ file, path: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map(filesIn))).flat();
}

function tell(names) {
  const told = names.slice(0, MOST_NAMED);
  if (names.length > MOST_NAMED) told.push(`${names.length - MOST_NAMED} more`);
  said.textContent =
    names.length > most
      ? `${names.length} files are more than the ${most} that one upload takes. Choose fewer, or a zip of them.`
      : told.join(", ");
}
