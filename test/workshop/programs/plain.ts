// A program of a reader's own: it knows nothing of the workshop. With "hang" it never ends.

const [variant = 'nothing'] = process.argv.slice(2);

if (variant === 'hang') setInterval(() => {}, 1000);
setTimeout(() => console.log(`0.2 s  it was given ${variant}`), 200);
console.error('what comes here is not compared');
process.exitCode = variant === 'bug' ? 1 : 0;
