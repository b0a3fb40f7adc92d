// Loaded into the main process before the app: the system's boxes are kept for the test, which answers them.
const { app, dialog, shell } = require('electron');

const path = process.argv.indexOf(__filename);
if (path > 0) process.argv.splice(path - 1, 2);

/** @type {import('./start-failure.spec.ts').Boxes} */
const boxes = { told: [], opened: [], relaunches: 0 };
Object.assign(globalThis, { lexlineBoxes: boxes });

/** @param {any} options */
dialog.showMessageBox = (options) =>
  new Promise((answer) =>
    boxes.told.push({ options, answer: (given) => answer({ ...given, checkboxChecked: false }) }),
  );
shell.openPath = async (path) => {
  boxes.opened.push(path);
  return '';
};
app.relaunch = () => {
  boxes.relaunches += 1;
};
