/** npm start help */
export async function help(): Promise<number> {
  process.stdout
    .write(`Learn asynchronous TypeScript: read a lesson, predict what its program prints, run it, and solve an exercise that a
coach checks.

  npm start                    work on the next exercise: checked whenever you save it (q leaves)
  npm start 3                  say where the files of step 3 are, and run its program; words after 3 go to the program
  npm start 3 instant          run its main on the virtual clock, which does not wait
  npm start list               list all steps, and what is done
  npm start check 3            check the exercise of step 3        npm start check all    check all of them
  npm start hint 3             show one more hint                  npm start hint 3 all   for one function
  npm start solution 3         compare your answer with ours       npm start solution 3 reveal   before it passes
  npm start reset 3            bring the exercise back as it was; a copy of yours is kept
  npm start predict 3          say what a step prints before you run it
  npm start next               say what to do next
  npm start timeline 3         draw a run                          npm start loop 3       show the event loop, step by step

A step is a number or a name: 3, 03, 03-promise-all and promise-all are the same. With --json, list and check print
JSON for other tools. npm wants options after --, as in: npm start list -- --json
`);
  return 0;
}
