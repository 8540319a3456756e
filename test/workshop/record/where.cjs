// Loaded before a script that runs plainly: writes down which of its lines called the console, by the stack of each call.
const { appendFileSync } = require('node:fs');

const { WHERE: to, SCRIPT: file } = process.env;
// Threads and children of the script inherit the environment, and are not asked.
delete process.env.WHERE;
delete process.env.SCRIPT;
if (to && require('node:worker_threads').isMainThread) {
  const { pathToFileURL } = require('node:url');
  const lines = [];
  // To write each of them at once would make timers late. What is printed at the exit comes after this.
  let exits = false;
  const write = () =>
    appendFileSync(
      to,
      lines
        .splice(0)
        .map((line) => `${line}\n`)
        .join(''),
    );
  process.on('exit', () => {
    exits = true;
    write();
  });
  const names = [file, pathToFileURL(file).href];
  for (const name of ['log', 'error', 'info', 'table']) {
    const print = console[name];
    console[name] = (...args) => {
      const rows = new Error('here').stack.split('\n').filter((row) => !row.includes('at async '));
      // What another file prints is in none of its lines, also while it is loaded by one of them.
      const own = rows.find((row) => /:\d+:\d+\)?$/.test(row) && !/node:|where\.cjs/.test(row));
      if (own && names.some((each) => own.includes(each))) lines.push(/:(\d+):\d+\)?$/.exec(own)[1]);
      if (exits) write();
      print(...args);
    };
  }
}
